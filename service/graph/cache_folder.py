"""Where compiled kernels are kept: a folder for this code, this numba and this sort of processor.

numba looks at the file of a kernel alone to know whether what it kept of it is still true, and not
at those of the kernels that it calls. Here all of them count: where one changes, all are compiled
anew.

    $NUMBA_CACHE_DIR/kernels-<fingerprint>              where it is set
    beside this file, or ~/.cache/guanxi/kernels-...    else, the first that can be written
    a temporary folder                                  where none can
"""

import atexit
import hashlib
import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import llvmlite.binding
import numba

VARIABLE = "NUMBA_CACHE_DIR"
#: A file that stands in the folder once every kernel is there.
MARK = "warm.json"
#: How the folder is called that a process makes for itself and those that it starts.
TEMPORARY = "guanxi-kernels-"
ROOM = Path(__file__).parent


class CacheFolder(NamedTuple):
    """The folder, and whether it outlives this process and those that it starts."""

    path: Path
    lasting: bool


def cache_folder() -> CacheFolder:
    """Find the first folder that can be written, and make it; a temporary one where none can.

    One that is full and cannot be written, as in a container, is copied to the temporary one.
    """
    named = os.environ.get(VARIABLE)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # Where nobody's home is known the ~ stays, and the path is none.
    of_user = [Path(home, "guanxi")] if os.path.isabs(home) else []
    bases = [Path(named)] if named else [ROOM / "__pycache__", *of_user]
    folders = [base / f"kernels-{fingerprint()}" for base in bases]
    for folder in folders:
        if _writable(folder):
            return CacheFolder(folder, lasting=not folder.parent.name.startswith(TEMPORARY))
    base = Path(tempfile.mkdtemp(prefix=TEMPORARY))
    atexit.register(_remove, base, os.getpid())
    os.environ[VARIABLE] = str(base)
    folder = base / folders[0].name
    full = next((each for each in folders if (each / MARK).exists()), None)
    if full:
        shutil.copytree(full, folder)
    else:
        folder.mkdir()
    return CacheFolder(folder, lasting=False)


def fingerprint() -> str:
    """Tell what compiled kernels depend on, as 16 hexadecimal digits. Cost: a look at each file."""
    files = sorted(ROOM.rglob("*.py"))
    looked = [(path.relative_to(ROOM).as_posix(), path.stat()) for path in files]
    parts = [
        numba.__version__,
        platform.python_version(),
        os.environ.get("NUMBA_CPU_NAME") or llvmlite.binding.get_host_cpu_name(),
        os.environ.get("NUMBA_CPU_FEATURES", llvmlite.binding.get_host_cpu_features().flatten()),
        *(f"{name} {stat.st_mtime_ns} {stat.st_size}" for name, stat in looked),
    ]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _remove(base: Path, maker: int) -> None:
    """Throw the temporary folder away at the end of whoever made it, and of no child."""
    if os.getpid() == maker:
        shutil.rmtree(base, ignore_errors=True)
