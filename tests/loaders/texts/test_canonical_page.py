"""The page of canonical files is the declarations' own."""

from loaders.reading.origins import SOURCES
from loaders.records.canonical import RECORDS
from loaders.texts.canonical_page import records_page


def test_the_page_in_the_folder_is_the_declarations_own() -> None:
    assert (SOURCES / "canonical" / "README.md").read_text("utf-8") == records_page()


def test_every_column_that_a_batch_takes_is_declared_or_made() -> None:
    origin = {"attributes", "source", "load_no", "digest", "closed_on"}
    for record in RECORDS:
        declared = {column.name for column in record.columns}
        numbers = {column.number for column in record.columns if column.number}
        made = set(record.added_columns)
        assert set(record.batch.columns) == declared | numbers | made | origin


def test_what_a_row_refers_to_comes_before_it() -> None:
    order = [record.name for record in RECORDS]
    for record in RECORDS:
        for column in record.columns:
            if column.refers_to:
                assert order.index(column.refers_to) <= order.index(record.name)
