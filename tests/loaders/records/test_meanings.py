"""Every record and column has a meaning in both languages, and other names that tell them apart."""

import re
from collections import Counter

import pytest

from loaders.records.canonical import RECORDS
from loaders.records.declarations import Record
from loaders.records.meanings import meanings, plain

EACH_RECORD = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)


def test_there_is_a_meaning_for_every_record_and_column_and_for_nothing_else() -> None:
    declared = [
        (record.name, column)
        for record in RECORDS
        for column in ("", *(column.name for column in record.columns))
    ]
    assert list(meanings()) == declared


def test_every_meaning_is_told_in_both_languages() -> None:
    for place, meaning in meanings().items():
        assert re.search("[一-鿿]", meaning.zh), place
        assert re.fullmatch(r"[A-Z][ -~]+[^.]", meaning.en), place


@EACH_RECORD
def test_no_name_means_two_columns_of_a_record(record: Record) -> None:
    names = Counter(
        name
        for column in record.columns
        for name in {plain(column.name), *meanings()[record.name, column.name].names}
    )
    assert [name for name, times in names.items() if times > 1] == []


@EACH_RECORD
def test_every_column_is_known_by_a_chinese_name(record: Record) -> None:
    for column in record.columns:
        names = meanings()[record.name, column.name].names
        assert any(re.search("[一-鿿]", name) for name in names), column.name


def test_names_are_compared_without_case_spaces_signs_and_width() -> None:
    assert plain("Cust_ID") == plain(" cust id") == plain("cust（id）") == "custid"
