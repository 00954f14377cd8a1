"""Temporary folders of loads: each for its owner alone, and gone with its load, however that ends.

They hold customers' rows. A load that is killed cannot take its folder away; the next one does. A
folder is in use as long as somebody holds the lock on the file in it, which the system gives up for
a process that is gone, in whatever container it ran.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "guanxi-load-"
LOCK = "lock"
#: A folder may be so young that its lock is about to be taken.
YOUNG_SECONDS = 60.0


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new temporary folder, after those that dead loads of this user left were removed."""
    parent = Path(tempfile.gettempdir())
    sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep(parent: Path) -> None:
    """Remove the folders of this user's loads that no process holds any more."""
    for folder in parent.glob(f"{PREFIX}*"):
        # Another load may sweep as well, and whatever cannot be removed is no reason not to load.
        with suppress(OSError):
            found = folder.lstat()
            is_old = time.time() - found.st_mtime > YOUNG_SECONDS
            if (
                found.st_uid == os.getuid()
                and folder.is_dir()
                and not folder.is_symlink()
                and is_old
            ):
                _remove_unheld(folder)


def _remove_unheld(folder: Path) -> None:
    # Without a lock it is of a load that died before it took one, or of an older version.
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
