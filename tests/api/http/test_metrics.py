"""/metrics says when the last run and the last load were, and waits for no store."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from cypher import StoreSettings
from cypher.machine.machine_file import place_of_machine_file
from service.api.health.measured import INTACT, LOAD_REJECTED, READS_LAG
from service.app import create_app
from service.settings import Settings
from tests.banks import ServedBank, write_files
from tests.building import people

RUN, LOAD = (
    "guanxi_last_run_published_timestamp_seconds",
    "guanxi_last_load_finished_timestamp_seconds",
)


def told(text: str) -> dict[str, float]:
    """The instants among the metrics."""
    return {
        name: float(value) for name, value in re.findall(r"(?m)^(guanxi_last_\w+) (\S+)$", text)
    }


def test_the_instants_of_the_last_run_and_load_are_told(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    assert told(sqlite_bank.client.get("/metrics").text) == {}
    before = time.time()
    sqlite_bank.load(write_files(tmp_path / "files", customers=people("P1")))
    loaded = told(sqlite_bank.client.get("/metrics").text)
    assert loaded.keys() == {LOAD}
    sqlite_bank.derive("--tags", "household")
    both = told(sqlite_bank.client.get("/metrics").text)
    assert both.keys() == {LOAD, RUN}
    assert before - 0.001 <= both[LOAD] == loaded[LOAD] <= both[RUN] <= time.time()


def gauges(bank: ServedBank) -> dict[str, float]:
    """The numbers that operators are told beside the instants."""
    text = bank.client.get("/metrics").text
    names = (LOAD_REJECTED, READS_LAG, INTACT)
    return {
        name: float(value)
        for name, value in re.findall(r"(?m)^(\w+) (\S+)$", text)
        if name in names
    }


def test_rejected_rows_the_lag_of_reads_and_the_last_verification_are_told(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    rows = [*people("P1"), {"customer_id": "P2", "kind": "dog", "name": "x"}]
    sqlite_bank.load(write_files(tmp_path / "files", customers=rows), status=1)
    assert gauges(sqlite_bank) == {LOAD_REJECTED: 1}
    assert sqlite_bank.client.get("/api/v1/exposures.csv").status_code == 200
    assert gauges(sqlite_bank)[READS_LAG] < 5
    sqlite_bank.get("/audit/verify")
    assert gauges(sqlite_bank) == {LOAD_REJECTED: 1, READS_LAG: 0, INTACT: 1}
    place = place_of_machine_file(StoreSettings())
    with closing(sqlite3.connect(place)) as machine, machine:
        machine.execute("UPDATE reads SET hash = 'x'")
    sqlite_bank.get("/audit/verify")
    assert gauges(sqlite_bank)[INTACT] == 0
    verified = sqlite_bank.get("/audit")["verified"]
    assert verified["intact"] is False


@pytest.mark.parametrize("address", ["bolt://127.0.0.1:1", "sqlite:///{folder}"])
def test_the_other_metrics_are_told_while_the_store_is_away(address: str, tmp_path: Path) -> None:
    store = SecretStr(address.format(folder=tmp_path))
    app = create_app(Settings(store=store, access_log=False))
    with closing(app.extensions["guanxi.store"]):
        began = time.monotonic()
        answer = app.test_client().get("/metrics")
        assert time.monotonic() - began < 1
    assert answer.status_code == 200
    assert "guanxi_http_requests" in answer.text
    assert told(answer.text) == {}
