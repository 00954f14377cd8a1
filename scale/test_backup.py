"""A dump of a stopped Neo4j, loaded elsewhere, is served as the original was."""

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.api.http.test_problems import checked
from tests.banks import ServedBank
from tests.building import companies, guarantees_of
from tests.neo4j.java_server import QUICK_START, admin, java_server
from tests.neo4j.scratch import connect
from tests.neo4j.skipping import without_neo4j
from tests.neo4j.waiting import NoNeo4j

#: Servers that answer a few questions have no time to compile for speed.
SHORT_LIVED = (*QUICK_START, "-XX:TieredStopAtLevel=1")


def answers(bank: ServedBank) -> str:
    """What a bank says of its run, its groups and one customer."""
    asked: list[Any] = [bank.get("/runs"), bank.get("/groups"), bank.get("/customers/a/tags")]
    return json.dumps(asked)


def test_a_restored_dump_is_served_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "GUANXI_TEST_NEO4J" in os.environ:
        pytest.skip("the server was named, not started")
    original, restored, dumps = (tmp_path / name for name in ("original", "restored", "dumps"))
    for folder in (original, restored, dumps):
        folder.mkdir()
    try:
        with (
            java_server(SHORT_LIVED, home=original, asked_to_stop=True) as url,
            closing(ServedBank(url, monkeypatch)) as bank,
        ):
            bank.keep(customers=companies(*"abc"), guarantees=guarantees_of("a>b", "b>c", "c>a"))
            bank.derive("--as-of", "2025-12-31", "--tags", "guarantee_circle")
            before = answers(bank)
        admin(original, "database", "dump", "neo4j", f"--to-path={dumps}")
        admin(restored, "database", "load", "neo4j", f"--from-path={dumps}")
        read_only = ["server.databases.read_only=neo4j"]
        with (
            java_server(SHORT_LIVED, read_only, home=restored) as url,
            closing(ServedBank(url, monkeypatch)) as bank,
        ):
            assert answers(bank) == before
            [group] = bank.get("/groups", kind="guarantee_circle")["items"]
            decided = bank.client.post(
                f"/api/v1/groups/{group['group_id']}/overrides",
                json={"customer_id": "a", "decision": "out", "reason": "r", "author": "w"},
            )
            assert "may only read" in checked(decided, 403, "read-only")["detail"]
            with connect(url) as session, pytest.raises(Exception, match="read-only"):
                session.run("CREATE (:Customer)").consume()
    except NoNeo4j as reason:
        without_neo4j(f"no Neo4j: {reason}")
