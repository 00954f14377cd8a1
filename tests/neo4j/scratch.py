"""A database that tests may empty, and the mark that says so.

The mark is a constraint named `scratch_server`. A constraint and not a node, so that an emptied
database counts no nodes, and so that deleting every node by hand does not lose it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import neo4j

MARK = "scratch_server"

_IS_MARKED = "SHOW CONSTRAINTS YIELD name WHERE name = $mark RETURN name"
_SET_MARK = "CREATE CONSTRAINT $mark IF NOT EXISTS FOR (s:ScratchServer) REQUIRE s.id IS UNIQUE"
_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name WHERE name <> $mark RETURN name"
# Neo4j makes the two LOOKUP indexes itself and plans every label scan on them: they stay.
_INDEXES = (
    "SHOW INDEXES YIELD name, type, owningConstraint "
    "WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name"
)
_SOME_NODE = "MATCH (n) RETURN elementId(n) AS name LIMIT 1"
_DELETE_RELATIONSHIPS = "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS"
_DELETE_NODES = "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS"
# The number of the schema and the outside, which migrations make and nothing changes.
_MADE_BY_MIGRATIONS = "n:Schema OR n:Outside OR n:Secret OR n:CasesKept OR n:DecisionsMade"
_DELETE_RECORDS = _DELETE_NODES.replace("(n) CALL", f"(n) WHERE NOT ({_MADE_BY_MIGRATIONS}) CALL")


class NotScratch(Exception):
    """The database holds something and does not carry the mark, so it may be somebody's own."""


@contextmanager
def connect(url: str) -> Iterator[neo4j.Session]:
    """Yield a session on the database of a store URL, `bolt://USER:PASSWORD@HOST:PORT/DATABASE`.

    Without a database in the URL it is `neo4j`. Raises the driver's own errors.
    """
    parts = urlsplit(url)
    login = (unquote(parts.username or ""), unquote(parts.password or ""))
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    with (
        neo4j.GraphDatabase.driver(address, auth=login, connection_timeout=5) as driver,
        driver.session(database=parts.path.strip("/") or "neo4j") as session,
    ):
        yield session


def wipe(url: str) -> None:
    """Delete every node, relationship, constraint and index of a scratch database.

    An empty database is marked as scratch, and the mark outlives every wipe. Raises NotScratch,
    having changed nothing, where there is something in a database without the mark. Costs a few
    round trips, and one transaction for every 10,000 relationships or nodes.
    """
    with connect(url) as session:
        _claim(session, url)
        _delete_everything(session)


def empty(url: str) -> None:
    """Delete what `wipe` deletes, but leave what migrations made: they need not run again.

    Raises NotScratch as `wipe` does. A test of the migrations themselves wipes.
    """
    with connect(url) as session:
        _claim(session, url)
        session.run(_DELETE_RELATIONSHIPS).consume()
        session.run(_DELETE_RECORDS).consume()


def give_back(url: str) -> None:
    """Wipe a scratch database and take its mark off: from here on it is like any other."""
    wipe(url)
    with connect(url) as session:
        session.run("DROP CONSTRAINT $mark", mark=MARK).consume()


def _claim(session: neo4j.Session, url: str) -> None:
    """Go on only with a database that is marked as scratch, or that is empty and is now marked."""
    if not session.run(_IS_MARKED, mark=MARK).data():
        _refuse_unless_empty(session, url)
        session.run(_SET_MARK, mark=MARK).consume()


def _refuse_unless_empty(session: neo4j.Session, url: str) -> None:
    held = {
        "nodes": session.run(_SOME_NODE).data(),
        "constraints": session.run(_CONSTRAINTS, mark=MARK).data(),
        "indexes": session.run(_INDEXES).data(),
    }
    kinds = [kind for kind, rows in held.items() if rows]
    if kinds:
        place = urlsplit(url).netloc.rpartition("@")[2] + urlsplit(url).path
        raise NotScratch(
            f"{place} holds {', '.join(kinds)} and is not marked as scratch; tests would delete "
            f"them. If that is what you want, run there: {_SET_MARK.replace('$mark', MARK)}"
        )


def _delete_everything(session: neo4j.Session) -> None:
    session.run(_DELETE_RELATIONSHIPS).consume()
    session.run(_DELETE_NODES).consume()
    for row in session.run(_CONSTRAINTS, mark=MARK).data():
        session.run("DROP CONSTRAINT $name", name=row["name"]).consume()
    for row in session.run(_INDEXES).data():
        session.run("DROP INDEX $name", name=row["name"]).consume()
