"""How gunicorn runs the service; gunicorn reads these names itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from service.graph.cache_folder import TEMPORARY, VARIABLE
from service.graph.kernels import all_compiled
from service.settings import Settings

_settings = Settings()
METRICS = "guanxi-metrics-"
_warming: list[subprocess.Popen[bytes]] = []

wsgi_app = "service.app:from_environment()"
# One worker a core and one more: while one waits for the store, another works.
workers = _settings.workers or (os.cpu_count() or 1) + 1
worker_class = "service.serving.worker.BufferedWorker"
# One for each request that is worked on or waits, and some that are always free, for health.
_light, _heavy = _settings.threads + _settings.waiting, _settings.heavy + _settings.heavy_waiting
threads = _light + _heavy + 4
# Each worker opens the store itself, after the fork.
preload_app = False
timeout = 60
graceful_timeout = 20
# The application writes its own access log, as JSON lines with request ids.
accesslog = None
errorlog = "-"
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Have the kernels compiled behind the workers' backs, where they are not."""
    if not all_compiled():
        command = [sys.executable, "-m", "service", "warm"]
        _warming.append(subprocess.Popen(command, preexec_fn=lambda: os.nice(10)))


def child_exit(server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that has ended."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """End what was begun here; throw away what the workers counted, and kernels that cannot last.

    The folders were made for this service by `serve`, or by what it imports.
    """
    for process in _warming:
        process.terminate()
    for variable, name in (("PROMETHEUS_MULTIPROC_DIR", METRICS), (VARIABLE, TEMPORARY)):
        folder = Path(os.environ.get(variable, ""))
        if folder.name.startswith(name):
            shutil.rmtree(folder, ignore_errors=True)
