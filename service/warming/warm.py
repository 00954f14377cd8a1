"""WARM: every kernel is compiled, once for a machine and a version of the code."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cypher.vocabulary import Text
from service.demo import write_demo_bank
from service.errors import ServiceError
from service.graph.cache_folder import MARK
from service.graph.kernels import FOLDER, all_compiled
from service.warming.locks import locked

#: As small as a bank can be that holds every tag.
CUSTOMERS = 300
#: More processes than this wait for each other's kernels.
PROCESSES = 4
#: No machine takes so long.
SECONDS = 1800
MONTH = 30 * 86_400
_WAITING = Text(
    "另一进程正在编译算法：等待其完成",
    "another process is compiling the algorithms: waiting for it",
)
_COMPILING = Text(
    "正在编译算法，安装后只需一次，约一分钟",
    "compiling the algorithms, once after an installation: about a minute",
)


class Warmed(NamedTuple):
    """Where the kernels are, in how many files, whether this call compiled them, and how long."""

    folder: Path
    files: int
    compiled: bool
    seconds: float


def warm(on_step: Callable[[Text], None]) -> Warmed:
    """Compile what is not compiled yet; waits for another process that does so already.

    What other versions of the code left in the same place over a month ago is thrown away. Cost:
    about a minute on two cores, nothing where all is there. Raises ServiceError where a process
    fails.
    """
    began = time.monotonic()
    with locked(FOLDER.path / "lock", lambda: on_step(_WAITING)):
        compiling = not all_compiled()
        if compiling:
            on_step(_COMPILING)
            _compile()
            (FOLDER.path / MARK).write_text(json.dumps({"seconds": time.monotonic() - began}))
        _forget_old_ones()
    files = sum(1 for path in FOLDER.path.rglob("*") if path.is_file())
    return Warmed(FOLDER.path, files, compiling, time.monotonic() - began)


def _forget_old_ones() -> None:
    """Throw away what other versions left; one that still runs may write to its folder for long."""
    for other in FOLDER.path.parent.glob("kernels-*"):
        if other != FOLDER.path and time.time() - other.stat().st_mtime > MONTH:
            shutil.rmtree(other, ignore_errors=True)


def _compile() -> None:
    """Derive and ask a small bank in processes that share the work out."""
    with tempfile.TemporaryDirectory(prefix="guanxi-warm-") as folder:
        files, store = Path(folder) / "files", f"sqlite:///{folder}/guanxi.db"
        write_demo_bank(files, CUSTOMERS, 1, lambda name, count: None)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GUANXI_")},
            "GUANXI_STORE": store,
        }
        parts = min(os.cpu_count() or 1, PROCESSES)
        rehearsal = "service.warming.rehearsal"
        for commands in (
            [("loaders", str(files))],
            [(rehearsal, "prepare")],
            [(rehearsal, f"{part}/{parts}") for part in range(parts)],
        ):
            run_modules(commands, folder, environment)


def run_modules(commands: list[tuple[str, str]], folder: str, environment: dict[str, str]) -> None:
    """Run modules side by side to their end; where one fails, or this is stopped, none goes on."""
    # '' is where Python was started, and these processes are started elsewhere.
    path = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env={**environment, "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    try:
        for process in running:
            _, complaint = process.communicate(timeout=SECONDS)
            if process.returncode:
                last = complaint.strip().rpartition("\n")[2]
                raise ServiceError(
                    Text(f"算法无法编译：“{last}”", f"the algorithms could not be compiled: {last}")
                )
    finally:
        for process in running:
            process.kill()
            process.wait()
