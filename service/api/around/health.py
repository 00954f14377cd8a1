"""/health and /metrics: for those who run the service rather than use it."""

import os
from collections.abc import Iterator
from typing import Any

from flask import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from cypher import Store, StoreError
from cypher.engine.clock import within
from cypher.engine.migrations import need_schema
from cypher.serve.runs import LastInstants
from service.api.http.answers import answer, whole_store
from service.api.http.openapi_responses import noun, problem_responses
from service.api.http.schemas import Health, Ready
from service.api.http.times import current_run
from service.graph.kernels import need_compiled

blueprint = noun("health", __name__, prefix=None)

#: Those who ask whether the service is ready wait no longer than this.
READY_SECONDS = 1.0

RUN_PUBLISHED = "guanxi_last_run_published_timestamp_seconds"
LOAD_FINISHED = "guanxi_last_load_finished_timestamp_seconds"
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

    When the last run was published and the last load ended is told too, unless the store is away.
    """
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    instants = CollectorRegistry()
    instants.register(_LastInstants(whole_store()))
    told = generate_latest(registry) + generate_latest(instants)
    return Response(told, content_type=CONTENT_TYPE_LATEST)


class _LastInstants(Collector):
    """What alarms that nothing was loaded or derived for too long: `time() - ...` is the age."""

    def __init__(self, asked: Store) -> None:
        self._store = asked

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing, so that to register this asks the store for nothing."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The instants that the store tells in time, in seconds since 1970."""
        try:
            with within(READY_SECONDS / 2):
                [found] = self._store.rows(LastInstants())
        except StoreError:
            return
        for name, meaning, instant in (
            (RUN_PUBLISHED, "When the last run was published.", found.published_at),
            (LOAD_FINISHED, "When the last load ended.", found.finished_at),
        ):
            if instant is not None:
                yield GaugeMetricFamily(name, meaning, instant / 1000)
