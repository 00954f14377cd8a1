from collections.abc import Iterator
from typing import LiteralString

import neo4j
import pytest

from tests.neo4j.scratch import MARK, NotScratch, connect, give_back, wipe


@pytest.fixture
def session(neo4j_url: str) -> Iterator[neo4j.Session]:
    wipe(neo4j_url)
    with connect(neo4j_url) as session:
        yield session
    wipe(neo4j_url)


@pytest.fixture
def unmarked(neo4j_url: str, session: neo4j.Session) -> neo4j.Session:
    """A session on the same database as if nobody had ever marked it as scratch."""
    give_back(neo4j_url)
    return session


def count(session: neo4j.Session, query: LiteralString) -> int:
    return len(session.run(query).data())


def test_a_wiped_database_holds_no_node_no_relationship_and_no_schema(
    neo4j_url: str, session: neo4j.Session
) -> None:
    session.run("UNWIND range(1, 12000) AS i CREATE (:Wiped {i: i})-[:TO]->(:Wiped)").consume()
    session.run("CREATE CONSTRAINT wiped_i FOR (w:Wiped) REQUIRE w.i IS UNIQUE").consume()
    session.run("CREATE INDEX wiped_j FOR (w:Wiped) ON (w.j)").consume()
    session.run("CREATE FULLTEXT INDEX wiped_k FOR (w:Wiped) ON EACH [w.k]").consume()

    wipe(neo4j_url)

    assert count(session, "MATCH (n) RETURN n LIMIT 1") == 0
    assert count(session, "MATCH ()-[r]->() RETURN r LIMIT 1") == 0
    assert session.run("SHOW CONSTRAINTS YIELD name").value() == [MARK]
    indexes = session.run("SHOW INDEXES YIELD name, type").data()
    assert sorted(i["type"] for i in indexes if i["name"] != MARK) == ["LOOKUP", "LOOKUP"]


def test_a_database_stays_scratch_however_often_it_is_wiped(
    neo4j_url: str, session: neo4j.Session
) -> None:
    for i in range(3):
        session.run("CREATE (:Wiped {i: $i})", i=i).consume()
        wipe(neo4j_url)
    assert count(session, "MATCH (n) RETURN n") == 0


@pytest.mark.parametrize(
    ("make", "remove", "kind"),
    [
        ("CREATE (:Kept {i: 1})", "MATCH (k:Kept) DELETE k", "nodes"),
        (
            "CREATE CONSTRAINT kept FOR (k:Kept) REQUIRE k.i IS UNIQUE",
            "DROP CONSTRAINT kept",
            "constraints",
        ),
        ("CREATE INDEX kept FOR (k:Kept) ON (k.i)", "DROP INDEX kept", "indexes"),
    ],
)
def test_what_is_in_a_database_without_the_mark_is_not_touched(
    neo4j_url: str,
    unmarked: neo4j.Session,
    make: LiteralString,
    remove: LiteralString,
    kind: str,
) -> None:
    unmarked.run(make).consume()
    try:
        with pytest.raises(NotScratch, match=f"holds {kind} and is not marked") as refusal:
            wipe(neo4j_url)
    finally:
        removed = unmarked.run(remove).consume().counters
    assert removed.nodes_deleted + removed.constraints_removed + removed.indexes_removed == 1
    password = neo4j_url.split("@")[0].rpartition(":")[2]
    assert password not in str(refusal.value)


def test_an_empty_database_becomes_scratch_when_it_is_first_wiped(
    neo4j_url: str, unmarked: neo4j.Session
) -> None:
    wipe(neo4j_url)
    unmarked.run("CREATE (:Wiped)").consume()
    wipe(neo4j_url)
    assert count(unmarked, "MATCH (n) RETURN n") == 0


def test_a_database_given_back_is_empty_and_no_longer_scratch(
    neo4j_url: str, session: neo4j.Session, unmarked: neo4j.Session
) -> None:
    assert count(session, "SHOW CONSTRAINTS YIELD name") == 0
    assert count(session, "MATCH (n) RETURN n") == 0
