"""/metrics says when the last run and the last load were, and waits for no store."""

import re
import time
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

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
