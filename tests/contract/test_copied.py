"""Whatever a store keeps is copied, or is named as left out with the reason."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import cypher
from cypher.copy import LEFT_OUT, PARTS, part_name
from cypher.query import Extract, strip_comments
from loaders.records.canonical import RECORDS

ROOM = Path(str(cypher.__file__)).parent
PARTS_BY_TABLE = {part_name(part): part for part in PARTS}
#: A node's labels and a relationship's types, in Cypher.
LABELS, TYPES = r"(?:\(\w*|SET \w+):([A-Z]\w+)", r"\[\w*:([A-Z_|]+)"


def words(text: str) -> set[str]:
    """The labels and types that a Cypher text names."""
    found = re.findall(LABELS, text) + re.findall(TYPES, text)
    return {word for each in found for word in each.split("|")}


@pytest.fixture(scope="module")
def columns(empty_store: Path) -> dict[str, list[str]]:
    """The columns of every table of the embedded store; of what serves a search only its table."""
    with closing(sqlite3.connect(empty_store)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for (table,) in tables.fetchall()
            if not table.startswith("customer_search_")
        }


def test_every_table_is_copied_or_left_out_with_a_reason(columns: dict[str, list[str]]) -> None:
    assert columns.keys() - PARTS_BY_TABLE.keys() - LEFT_OUT.keys() == set()
    assert PARTS_BY_TABLE.keys() <= columns.keys()
    assert not PARTS_BY_TABLE.keys() & LEFT_OUT.keys()


@pytest.mark.parametrize("part", PARTS, ids=part_name)
def test_every_column_of_a_table_is_read_and_kept(
    part: type[Extract], columns: dict[str, list[str]]
) -> None:
    for text in (part.sql, part.batch.sql):
        named = set(re.findall(r"\w+", strip_comments(text)))
        assert {*columns[part_name(part)]} - named == set()


def test_every_label_and_type_is_copied_or_left_out_with_a_reason() -> None:
    texts = [strip_comments(path.read_text("utf-8")) for path in ROOM.rglob("*.cypher")]
    there = set().union(*map(words, texts))
    read, kept = (
        set().union(*(words(strip_comments(text)) for text in said))
        for said in ([part.cypher for part in PARTS], [part.batch.cypher for part in PARTS])
    )
    assert there - read - LEFT_OUT.keys() == set()
    assert read <= kept
    assert len(there) >= 30


def test_every_record_is_copied_after_what_it_refers_to() -> None:
    order = list(PARTS_BY_TABLE)
    for record in RECORDS:
        for column in record.columns:
            if column.refers_to:
                assert order.index(column.refers_to) <= order.index(record.name)
    assert order[-1] == "runs"
