"""How gunicorn runs the service; gunicorn reads these names itself."""

import os
import shutil
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from service.settings import Settings

_settings = Settings()

wsgi_app = "service.app:from_environment()"
# One worker a core and one more: while one waits for the store, another works.
workers = _settings.workers or (os.cpu_count() or 1) + 1
worker_class = "service.serving.worker.BufferedWorker"
# One for each request that is worked on or waits, and some that are always free, for health.
threads = _settings.threads + _settings.waiting + 4
# Each worker opens the store itself, after the fork.
preload_app = False
timeout = 60
graceful_timeout = 20
# The application writes its own access log, as JSON lines with request ids.
accesslog = None
errorlog = "-"
loglevel = "warning"


def child_exit(server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that has ended."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Throw away what the workers counted, in the folder that `serve` made for it."""
    folder = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))
    if folder.name.startswith("guanxi-metrics-"):
        shutil.rmtree(folder, ignore_errors=True)
