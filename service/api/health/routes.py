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

from cypher.engine.clock import within
from cypher.engine.migrations import need_schema
from service.api.health.measured import READY_SECONDS, WhatIsKept
from service.api.http.answers import answer, machine, whole_store
from service.api.http.openapi_responses import noun, problem_responses
from service.api.http.schemas import Health, Ready
from service.api.http.times import current_run
from service.graph.kernels import need_compiled

blueprint = noun("health", __name__, prefix=None)

_METRICS: dict[Any, Any] = {200: {"description": "OK", "content": {"text/plain": {}}}}


@blueprint.get("/health/live", responses={200: Health})
def live() -> Response:
    """Say that the process answers."""
    return answer({"status": "live"})


@blueprint.get("/health/ready", responses={200: Ready, **problem_responses(503)})
def ready() -> Response:
    """Say that the store answers, is of this version, and which run is the current one.

    A problem with 503 where the store does not answer within a second, or is not of this version,
    and, of type `warming`, until questions no longer wait for kernels that are being compiled.
    """
    need_compiled()
    with within(READY_SECONDS):
        need_schema(whole_store())
        return answer({"status": "ready", "run_id": current_run().run_id or None})


@blueprint.get("/metrics", responses=_METRICS)
def metrics() -> Response:
    """Count requests and durations over all workers, as Prometheus reads them.

    What the store and the machine's file keep is told too, unless they are away: when the last run
    was published and the last load ended, what it rejected, and how far the audit lags behind.
    """
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    kept = CollectorRegistry()
    kept.register(WhatIsKept(whole_store(), machine()))
    told = generate_latest(registry) + generate_latest(kept)
    return Response(told, content_type=CONTENT_TYPE_LATEST)
