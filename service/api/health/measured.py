"""What /metrics tells beside counts of requests: what the store and the machine's file keep."""

import time
from collections.abc import Iterator

import orjson
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from cypher import Store, StoreError
from cypher.engine.clock import within
from cypher.machine.machine_file import noted
from cypher.machine.reads import LastVerified, ReadsWaiting
from cypher.serve.loads import LoadsBefore
from cypher.serve.runs import LastInstants

#: Those who ask whether the service is ready wait no longer than this.
READY_SECONDS = 1.0

RUN_PUBLISHED = "guanxi_last_run_published_timestamp_seconds"
LOAD_FINISHED = "guanxi_last_load_finished_timestamp_seconds"
LOAD_REJECTED = "guanxi_load_rejected_rows"
READS_LAG = "guanxi_reads_lag_seconds"
VERIFIED = "guanxi_audit_verified_timestamp_seconds"
INTACT = "guanxi_audit_intact"

_MEANINGS = {
    RUN_PUBLISHED: "When the last run was published.",
    LOAD_FINISHED: "When the last load ended.",
    LOAD_REJECTED: "How many rows the last load rejected.",
    READS_LAG: "How long ago the oldest read was that is not in the chain yet.",
    VERIFIED: "When the chains were verified last.",
    INTACT: "Whether they were found whole: 1 or 0.",
}


class WhatIsKept(Collector):
    """What alarms are made of; an age is `time() - ...`. What is away is left out."""

    def __init__(self, store: Store, machine: Store) -> None:
        """Say what is asked."""
        self._store, self._machine = store, machine

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing, so that to register this asks for nothing."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges, instants in seconds since 1970."""
        for gauges in (self._of_store, self._of_machine):
            found: list[tuple[str, float]] = []
            try:
                with within(READY_SECONDS / 2):
                    found = [*gauges()]
            except StoreError:
                continue
            for name, value in found:
                yield GaugeMetricFamily(name, _MEANINGS[name], value)

    def _of_store(self) -> Iterator[tuple[str, float]]:
        [found] = self._store.rows(LastInstants())
        for name, instant in (
            (RUN_PUBLISHED, found.published_at),
            (LOAD_FINISHED, found.finished_at),
        ):
            if instant is not None:
                yield name, instant / 1000
        for load in self._store.rows(LoadsBefore(before=2**53, limit=1)):
            counts = orjson.loads(load.counts).values()
            yield LOAD_REJECTED, sum(each.get("rejected", 0) for each in counts)

    def _of_machine(self) -> Iterator[tuple[str, float]]:
        for waiting in noted(self._machine, ReadsWaiting()):
            since = waiting.since
            yield READS_LAG, 0.0 if since is None else max(0.0, time.time() - since / 1000)
        for last in noted(self._machine, LastVerified()):
            yield VERIFIED, last.at / 1000
            yield INTACT, float(not last.broken)
