"""/health and /metrics: for those who run the service rather than use it."""

import os
from typing import Any

from flask import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)

from cypher.engine.deadline import within
from cypher.engine.migrations import need_schema
from service.api.http.answers import answer, store
from service.api.http.lookups import run_as_of
from service.api.http.openapi_responses import noun, problem_responses
from service.api.http.schemas import Health, Ready

blueprint = noun("health", __name__, prefix=None)

#: Those who ask whether the service is ready wait no longer than this.
READY_SECONDS = 1.0

_METRICS: dict[Any, Any] = {200: {"description": "OK", "content": {"text/plain": {}}}}


@blueprint.get("/health/live", responses={200: Health})
def live() -> Response:
    """Say that the process answers."""
    return answer({"status": "live"})


@blueprint.get("/health/ready", responses={200: Ready, **problem_responses(503)})
def ready() -> Response:
    """Say that the store answers, is of this version, and which run is the current one.

    A problem with 503 where the store does not answer within a second, or is not of this version.
    """
    with within(READY_SECONDS):
        need_schema(store())
        return answer({"status": "ready", "run_id": run_as_of(None) or None})


@blueprint.get("/metrics", responses=_METRICS)
def metrics() -> Response:
    """Count requests and durations over all workers, as Prometheus reads them."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
