"""A bank is loaded, published and published again by a server that gives transactions little."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.demo import write_demo_bank
from tests.banks import ServedBank
from tests.neo4j.java_server import QUICK_START, java_server
from tests.neo4j.scratch import connect
from tests.neo4j.server import NoNeo4j
from tests.neo4j.skipping import without_neo4j
from tests.run.test_publishing_on_neo4j import differences

CUSTOMERS = 2_000
#: What all transactions together may have: the least with which the files can be loaded.
MEMORY = "28m"


@pytest.fixture
def small_server() -> Iterator[str]:
    """A server of its own, with so little memory for transactions."""
    setting = f"dbms.memory.transaction.total.max={MEMORY}"
    try:
        with java_server(QUICK_START, [setting]) as url:
            yield url
    except NoNeo4j as reason:
        without_neo4j(f"no Neo4j: {reason}")


@pytest.mark.slow
@pytest.mark.neo4j
def test_no_transaction_grows_with_the_bank(
    small_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "files"
    write_demo_bank(files, CUSTOMERS, 1, lambda name, count: None)
    with closing(ServedBank(small_server, monkeypatch)) as bank:
        bank.load(files)
        bank.derive("--as-of", "2025-12-31")
        assert differences(small_server) == []
        # A second run, in which every holding of some tags ends.
        monkeypatch.setenv("GUANXI_MAJORITY", "0.9")
        bank.derive("--as-of", "2026-06-30")
        assert differences(small_server) == []
        with connect(small_server) as session:
            [held] = session.run("MATCH ()-[h:HELD]->() RETURN count(h)").value()
    assert held > 5 * CUSTOMERS
