"""The kept stores: where they lie, how they are opened, what they are asked."""

import gzip
import os
from pathlib import Path
from unittest.mock import patch

import loaders.__main__
from tests.answers.bank import Bank
from tests.answers.interface import interface
from tests.answers.questions import digest, questions, text
from tests.answers.stores import named
from tests.environment import TESTED
from tests.neo4j.scratch import connect, wipe

HERE = Path(__file__).parent
SQLITE = HERE / "guanxi.db.gz"
CYPHER = HERE / "guanxi.cypher.gz"
FILES = HERE / "files"
#: As the stores were made: instants without an offset were UTC's, and a number was a customer.
AS_THEN = {**TESTED, "GUANXI_RESOLVE": "off"}
ANSWERS = HERE / "answers.txt"
#: So many customers are asked about where a question is dear; ten times as many are there at most.
MOST = 4


def unpack(folder: Path) -> str:
    """Put the kept SQLite store into a folder; returns its URL."""
    path = folder / "guanxi.db"
    path.write_bytes(gzip.decompress(SQLITE.read_bytes()))
    return f"sqlite:///{path}"


def restore(url: str) -> None:
    """Make the kept graph in a Neo4j that tests may wipe, schema and all."""
    wipe(url)
    with connect(url) as session:
        # The script finds the ends of its relationships by this number: without an index, by
        # reading all nodes for each.
        session.run("CREATE INDEX made_no FOR (n:Made) ON (n.made_no)").consume()
        for statement in gzip.decompress(CYPHER.read_bytes()).decode().splitlines():
            session.run(statement).consume()
        session.run("DROP INDEX made_no").consume()


def load_again(url: str, rejects: Path) -> None:
    """Load the files that the store already holds, and tell it as JSON on stdout.

    Whatever writes first brings an older store to today's schema. Raises AssertionError where a row
    is rejected.
    """
    with named(url), patch.dict(os.environ, AS_THEN):
        folder = str(FILES / "3")
        assert loaders.__main__.main([folder, "--full", "--json", "--rejects", str(rejects)]) == 0


def digests(url: str) -> list[str]:
    """The digests of all answers of a store, instants and all; nothing is written."""
    with patch.dict(os.environ, AS_THEN), interface(url, left_out=frozenset()) as api:
        asked = questions(Bank(url, api, MOST), interface=False, overriding=False)
        return [f"{digest(text(found))}  {name}" for name, found in asked]
