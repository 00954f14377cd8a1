"""Parquet as pandas and Spark write it: each value as what the column is meant to hold."""

from pathlib import Path

import duckdb
import pytest

from tests.loaders.banks import rows_of
from tests.loaders.conftest import Load


def write(folder: Path, name: str, select: str) -> Path:
    folder.mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute(f"COPY ({select}) TO '{folder / name}.parquet'").fetchall()
    return folder


PERSON = "'person' AS kind, 'A' AS name"


@pytest.mark.parametrize("found", ["TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_S", "TIMESTAMPTZ"])
def test_midnight_is_a_day(load: Load, store: Path, tmp_path: Path, found: str) -> None:
    select = (
        f"SELECT 'p' || i AS customer_id, {PERSON}, CAST(t AS {found}) AS birth_on FROM (VALUES"
        " (1, '1980-01-31 00:00:00'), (2, '1980-01-31 08:00:00'), (3, NULL)) AS v(i, t)"
    )
    outcome = load(write(tmp_path / "bank", "customers", select))
    assert (outcome.status, outcome.summary["warnings"]) == (0, 1)
    assert rows_of(store, "customers", "birth_on", "customer_no") == [
        ("1980-01-31",),
        (None,),
        (None,),
    ]


@pytest.mark.parametrize("found", ["DOUBLE", "FLOAT"])
def test_an_id_that_is_a_double_is_refused(
    load: Load, store: Path, tmp_path: Path, found: str
) -> None:
    bank = write(
        tmp_path / "bank",
        "customers",
        f"SELECT 6222020200012345678::{found} AS customer_id, {PERSON}",
    )
    outcome = load(bank)
    assert (outcome.status, store.exists()) == (2, False)
    assert f"customers.parquet has customer_id as {found}" in outcome.complaint


@pytest.mark.parametrize(
    ("name", "select", "column"),
    [
        (
            "customers",
            f"SELECT 'a' AS customer_id, {PERSON}, 1.1e17::DOUBLE AS id_number",
            "id_number",
        ),
        (
            "identifiers",
            "SELECT 1001 AS customer_id, 'phone' AS kind, 138e8::DOUBLE AS value",
            "value",
        ),
        (
            "account_holders",
            "SELECT 2001 AS account_id, 1001::DOUBLE AS customer_id",
            "customer_id",
        ),
        (
            "transactions",
            "SELECT 1 AS transaction_id, unnest([2001::DOUBLE, NULL]) AS from_account,"
            " 2002 AS to_account, 1 AS amount, DATE '2025-01-01' AS at",
            "from_account",
        ),
    ],
)
def test_a_double_that_names_somebody_is_refused(
    load: Load, tmp_path: Path, name: str, select: str, column: str
) -> None:
    outcome = load(write(tmp_path / "bank", name, select))
    assert f"{name}.parquet has {column} as DOUBLE" in outcome.complaint


def test_whole_numbers_are_ids(load: Load, store: Path, tmp_path: Path) -> None:
    bank = write(
        tmp_path / "bank",
        "customers",
        f"SELECT 6222020200012345679::BIGINT AS customer_id, {PERSON}",
    )
    write(bank, "accounts", "SELECT 2001 AS account_id")
    write(
        bank,
        "account_holders",
        "SELECT 2001::BIGINT AS account_id, 6222020200012345679 AS customer_id",
    )
    write(
        bank,
        "transactions",
        "SELECT 1 AS transaction_id, NULL::DOUBLE AS from_account,"
        " 2001::DECIMAL(38, 0) AS to_account,"
        " 1 AS amount, TIMESTAMP '2025-01-01 10:00:00' AS at",
    )
    assert load(bank).status == 0
    assert rows_of(store, "customers", "customer_id", "1") == [("6222020200012345679",)]


def test_a_double_is_the_money_that_was_meant(load: Load, store: Path, tmp_path: Path) -> None:
    values = "[0.1::DOUBLE + 0.2, 123456789012.35, 'NaN', -5, 0.00004, 1e13]"
    select = (
        "SELECT 'p' || row_number() OVER () AS customer_id, 'person' AS kind, 'A' AS name, assets,"
        " 'NaN'::DOUBLE AS employees, 101::DOUBLE AS branch"
        f" FROM (SELECT unnest({values}) AS assets)"
    )
    outcome = load(write(tmp_path / "bank", "customers", select))
    assert rows_of(store, "customers", "assets", "customer_no") == [
        (0.3,),
        (123456789012.35,),
        (None,),
        (-5.0,),
        (0.0,),
        (None,),
    ]
    assert outcome.summary["warnings"] == 1
    assert set(rows_of(store, "customers", "employees, branch", "1")) == {(None, "101")}


def test_bytes_are_texts_in_utf8_or_a_reject(load: Load, store: Path, tmp_path: Path) -> None:
    names = "[encode('张三'), '\\xFF\\xFE'::BLOB, NULL, encode('李四')]"
    select = (
        "SELECT row_number() OVER () AS customer_id, 'person' AS kind,"
        f" name FROM (SELECT unnest({names}) AS name)"
    )
    outcome = load(write(tmp_path / "bank", "customers", select))
    assert [(row["line"], row["value"], row["reason_code"]) for row in outcome.rejects] == [
        ("2", "\\xFF\\xFE", "not_utf8"),
        ("3", "", "missing"),
    ]
    assert [name for (name,) in rows_of(store, "customers", "name", "1")] == ["张三", "李四"]


def test_the_index_of_a_frame_is_no_column(load: Load, tmp_path: Path) -> None:
    select = f"SELECT 'a' AS customer_id, {PERSON}, 7 AS __index_level_0__"
    assert load(write(tmp_path / "bank", "customers", select)).status == 0


def test_a_folder_of_parts_is_one_file(load: Load, store: Path, tmp_path: Path) -> None:
    parts = tmp_path / "bank" / "customers.parquet"
    parts.mkdir(parents=True)
    for number, name in enumerate(("'A'", "NULL", "'C'")):
        write(
            parts,
            f"part-{number}",
            f"SELECT 'p{number}' AS customer_id, 'person' AS kind, {name} AS name",
        )
    (parts / "_SUCCESS").touch()
    outcome = load(tmp_path / "bank")
    assert (outcome.summary["read"], outcome.summary["accepted"]) == (3, 2)
    assert [(row["file"], row["line"], row["key"]) for row in outcome.rejects] == [
        ("customers.parquet/part-1.parquet", "1", "p1")
    ]
    write(parts, "part-3", "SELECT 'p9' AS customer_id, 'person' AS kind, 'A' AS name, 1 AS x_a")
    assert "part-3.parquet has other columns than" in load(tmp_path / "bank").complaint


@pytest.mark.parametrize(
    ("name", "found"),
    [("['A', 'B']", "VARCHAR[]"), ("{'zh': 'A'}", "STRUCT(zh VARCHAR)")],
)
def test_a_value_of_several_is_no_text(
    load: Load, store: Path, tmp_path: Path, name: str, found: str
) -> None:
    select = f"SELECT 'p' AS customer_id, 'person' AS kind, {name} AS name"
    outcome = load(write(tmp_path / "bank", "customers", select))
    assert (outcome.status, store.exists()) == (2, False)
    assert f"customers.parquet has name as {found}" in outcome.complaint
