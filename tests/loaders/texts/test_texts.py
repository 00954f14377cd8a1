"""The texts that follow from the records' declarations."""

from dataclasses import replace

import pytest

from cypher.query import sql_parameters
from loaders.documents import documents
from loaders.records.canonical import RECORDS
from loaders.records.column_types import DAY, TEXT
from loaders.records.declarations import Column
from loaders.texts import LOAD, record_texts
from loaders.texts.edges import edges_of_customers
from loaders.texts.merge_cypher import merge_cypher
from loaders.texts.merge_sql import merge_sql


def test_what_is_made_from_the_declarations_is_as_they_say() -> None:
    stale = [path.name for path, text in documents().items() if path.read_bytes() != text.encode()]
    assert stale == [], "run `make documents`"


def test_every_text_that_merges_is_made_from_a_declaration() -> None:
    lying = {path.name for path in LOAD.glob("merge_*")}
    assert lying == {
        f"merge_{record.name}.{language}" for record in RECORDS for language in ("cypher", "sql")
    }


def test_no_line_of_a_text_that_is_made_is_longer_than_100_letters() -> None:
    lines = [line for text in record_texts().values() for line in text.splitlines()]
    assert max(map(len, lines)) <= 100


def test_one_column_more_is_written_by_both_texts_of_its_record() -> None:
    [customers] = [record for record in RECORDS if record.name == "customers"]
    more = (Column("fax", TEXT, added=True), Column("seen_on", DAY, added=True))
    wider = replace(customers, columns=customers.columns + more)
    sql, cypher = merge_sql(wider), merge_cypher(wider)
    for name in ("fax", "seen_on"):
        assert name in sql_parameters(sql)
        assert f"{name} = excluded.{name}" in sql
    assert "fax: row.fax" in cypher
    assert "seen_on: date(row.seen_on)" in cypher
    assert "fax" not in merge_sql(customers) + merge_cypher(customers)


def test_a_row_holds_what_its_texts_take() -> None:
    [holders] = [record for record in RECORDS if record.name == "account_holders"]
    ids, numbers = ("customer_id", "account_id"), ("account_no", "customer_no")
    origin = ("attributes", "source", "load_no", "digest", "closed_on", "closed_load")
    assert holders.batch.columns == (*ids, *numbers, "role", *origin)


def test_a_text_without_a_place_for_what_is_made_is_refused() -> None:
    with pytest.raises(ValueError, match="edges_of_customers has no comments"):
        edges_of_customers("sql", RECORDS, "SELECT 1;")
