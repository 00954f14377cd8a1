"""What each type takes and refuses, at its bounds."""

import duckdb
import pytest

from loaders.records.column_types import (
    AMOUNT,
    COUNT,
    CURRENCY,
    DAY,
    FREE_TEXT,
    ID,
    INSTANT,
    MONEY,
    PORTION,
    POSITIVE,
    SHARE,
    TEXT,
    TRUTH,
    ColumnType,
    choice,
)


def judged(column_type: ColumnType, value: str) -> object:
    """The code of the first rule that the value breaks, else what is written of it."""
    rules = "".join(
        f" WHEN {rule.breaks.replace('@value', 'v')} THEN {number}"
        for number, rule in enumerate(column_type.rules)
    )
    written = column_type.written.replace("@value", column_type.typed.replace("@value", "v"))
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        [(fault, stored)] = connection.execute(
            f"SELECT CASE {rules} END, {written} FROM (SELECT ?::VARCHAR AS v)", [value]
        ).fetchall()
    return stored if fault is None else column_type.rules[fault].code


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("C1", "C1"),
        ("客" * 64, "客" * 64),
        ("客" * 65, "too_long"),
        ("C\t1", "control_character"),
        ("C\x001", "control_character"),
        ("C\x851", "control_character"),
        ("C\n1", "line_break"),
        ("C\u20281", "line_break"),
        ("C 1", "C 1"),
    ],
)
def test_an_id_is_at_most_64_characters_without_controls(value: str, answer: object) -> None:
    assert judged(ID, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("one\tline", "one\tline"),
        ("two\nlines", "line_break"),
        ("two\rlines", "line_break"),
        ("two\u2028lines", "line_break"),
        ("two\u2029paragraphs", "line_break"),
        ("two\x85lines", "control_character"),
        ("bell\x07", "control_character"),
        ("a" * 2_000, "a" * 2_000),
        ("a" * 2_001, "too_long"),
    ],
)
def test_a_text_is_bounded_and_stands_on_one_line(value: str, answer: object) -> None:
    assert judged(TEXT, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("two\nlines\tand\r\nmore", "two\nlines\tand\r\nmore"),
        ("bell\x07", "control_character"),
        ("a" * 2_000, "a" * 2_000),
        ("a" * 2_001, "too_long"),
    ],
)
def test_a_free_text_is_bounded_and_may_have_lines(value: str, answer: object) -> None:
    assert judged(FREE_TEXT, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [("true", True), ("FALSE", False), ("1", True), ("0", False), ("yes", "not_a_truth")],
)
def test_a_truth_is_true_or_false(value: str, answer: object) -> None:
    assert judged(TRUTH, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("2024-02-29", "2024-02-29"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("2025-02-29", "not_a_day"),
        ("2025-1-1", "not_a_day"),
        ("0000-01-01", "not_a_day"),
        ("20250101", "not_a_day"),
        ("2025-01-01T00:00:00Z", "not_a_day"),
        ("٢٠٢٥-01-01", "not_a_day"),
    ],
)
def test_a_day_is_one_of_the_calendar(value: str, answer: object) -> None:
    assert judged(DAY, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("0", 0),
        ("12", 12),
        ("012", 12),
        ("12.0", 12),
        ("999999999", 999_999_999),
        ("1000000000", "out_of_range"),
        ("9" * 50, "out_of_range"),
        ("12.5", "not_a_count"),
        ("-1", "not_a_count"),
        ("+1", "not_a_count"),
        ("1,200", "not_a_count"),
        ("\uff11\uff12", "not_a_count"),
        ("a dozen", "not_a_count"),
    ],
)
def test_a_count_is_a_whole_number_of_0_or_more(value: str, answer: object) -> None:
    assert judged(COUNT, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("1970-01-01", 0),
        ("1970-01-01T08:00:00+08:00", 0),
        ("1970-01-01 08:00+0800", 0),
        ("1970-01-01T00:00:00.001Z", 1),
        ("1970-01-01T00:00:00.0019999", 1),
        ("1969-12-31T23:59:59.999Z", -1),
        ("1969-12-31T23:59:59.9999Z", -1),
        ("2025-02-29T00:00:00Z", "not_an_instant"),
        ("2025-01-01T24:00:00Z", "not_an_instant"),
        ("2025-01-01T10:60:00Z", "not_an_instant"),
        ("2025-01-01T10:00:00+15:00", "not_an_instant"),
        ("0000-01-01", "not_an_instant"),
        ("infinity", "not_an_instant"),
    ],
)
def test_an_instant_is_iso_8601_and_kept_in_milliseconds(value: str, answer: object) -> None:
    assert judged(INSTANT, value) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("0.25", 0.25),
        ("1", 1.0),
        ("6.7E-4", 0.00067),
        (".5", 0.5),
        ("0", "out_of_range"),
        ("1e-400", "out_of_range"),
        ("1.0000001", "out_of_range"),
        ("1e999", "out_of_range"),
        ("-0.1", "out_of_range"),
        ("nan", "not_a_number"),
        ("25%", "not_a_number"),
        ("0,25", "not_a_number"),
        ("1_0", "not_a_number"),
    ],
)
def test_a_share_is_more_than_0_and_at_most_1(value: str, answer: object) -> None:
    assert judged(SHARE, value) == answer


def test_a_portion_may_be_0() -> None:
    assert judged(PORTION, "0") == 0.0
    assert judged(PORTION, "1") == 1.0
    assert judged(PORTION, "1.01") == "out_of_range"
    assert judged(PORTION, "-1e-9") == "out_of_range"


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("99999999999.9999", 99999999999.9999),
        ("-99999999999.9999", -99999999999.9999),
        ("+12.50", 12.5),
        ("007", 7.0),
        ("1.000000", 1.0),
        ("9999999999999.99", 9999999999999.99),
        ("812345678901.25", 812345678901.25),
        ("-100000000000.00", -100000000000.0),
        ("100000000000.123", "too_many_decimals"),
        ("10000000000000", "out_of_range"),
        ("-10000000000000", "out_of_range"),
        ("9" * 60, "out_of_range"),
        ("0.00001", "too_many_decimals"),
        ("1,000.00", "not_a_number"),
        ("1e3", "not_a_number"),
        ("￥5", "not_a_number"),
        (".", "not_a_number"),
    ],
)
def test_money_has_4_decimals_and_15_digits(value: str, answer: object) -> None:
    assert judged(MONEY, value) == answer


def test_amounts_have_their_own_lower_bounds() -> None:
    assert judged(AMOUNT, "0") == 0.0
    assert judged(AMOUNT, "-0.0001") == "out_of_range"
    assert judged(POSITIVE, "0.0001") == 0.0001
    assert judged(POSITIVE, "0") == "out_of_range"


def test_a_currency_is_three_capitals() -> None:
    assert judged(CURRENCY, "CNY") == "CNY"
    assert judged(CURRENCY, "cny") == "not_a_currency"
    assert judged(CURRENCY, "CNYX") == "not_a_currency"


def test_a_choice_is_written_exactly() -> None:
    assert judged(choice("person", "company"), "person") == "person"
    assert judged(choice("person", "company"), "Person") == "not_a_choice"
