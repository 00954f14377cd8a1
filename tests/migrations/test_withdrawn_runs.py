"""An older store's reports say which runs were withdrawn: they answer no day any more."""

import importlib
import sqlite3
from contextlib import closing

import service.__main__
from cypher import StoreSettings, open_store
from tests.banks import ServedBank
from tests.building import companies, guarantees_of
from tests.neo4j.scratch import connect

WITHDRAWN_RUNS = importlib.import_module("cypher.schema.0020_withdrawn_runs")
DAY = "2025-12-31"


def forget(url: str) -> None:
    """Leave the store as a version did that kept withdrawals in reports alone."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute("UPDATE runs SET withdrew = NULL")
        return
    with connect(url) as session:
        session.run("MATCH (r:Run) REMOVE r.withdrew").consume()


def test_what_had_been_withdrawn_is_read_off_the_reports(bank: ServedBank) -> None:
    bank.keep(customers=companies(*"abc"))
    bank.derive("--tags", "guarantee_circle", "--as-of", "2025-12-30")
    bank.keep(guarantees=guarantees_of("a>b", "b>c", "c>a"))
    bank.derive("--tags", "guarantee_circle", "--as-of", DAY)
    assert service.__main__.main(["runs", "--withdraw", "--reason", "漏传"]) == 0
    forget(bank.url)
    assert bank.get("/groups", as_of=DAY)["run_id"] == 2
    for _ in range(2):
        with closing(open_store(StoreSettings())) as store:
            batches = list(WITHDRAWN_RUNS.step(store))
        assert len(batches) == 1
        assert bank.get("/groups", as_of=DAY)["run_id"] == 3
