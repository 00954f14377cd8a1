"""/health and /metrics: for those who run the service rather than use it."""

import os

from flask import Blueprint, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)

from service.api.answers import answer, store

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> Response:
    """Say that the process answers."""
    return answer({"status": "live"})


@blueprint.get("/health/ready")
def ready() -> Response:
    """Say that the store answers too; a problem document with 503 where it does not."""
    store().check()
    return answer({"status": "ready"})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Count requests and durations over all workers, as Prometheus reads them."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
