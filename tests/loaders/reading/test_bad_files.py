"""Files that cannot be loaded at all: one clear line, status 2, and nothing written."""

import gzip
from pathlib import Path

import pytest

from tests.loaders.banks import SMALL_BANK, rows_of, write_bank
from tests.loaders.conftest import Load

HEAD = "customer_id,kind,name\n"


@pytest.mark.parametrize(
    ("customers", "complaint"),
    [
        (b"", "customers.csv is empty"),
        (b"\xef\xbb\xbf \n", "customers.csv is empty"),
        (b"\n" + HEAD.encode(), "begins with an empty line"),
        (b"customer_id;kind;name\nC1;person;A\n", "is separated by semicolons"),
        (b"customer_id|kind|name\n", "is separated by bars"),
        (b"customer_id\tkind\tname\n", "is separated by tabs"),
        (b"customer_id,kind\n", "has no column name"),
        (b"customer_id,kind,name,name\n", "has the column name twice"),
        (b"customer_id,kind,name,x_a,X_A\n", "has the column X_A twice"),
        (b"customer_id,kind,nmae\n", "unknown column nmae: did you mean name?"),
        (b"customer_id,kind,name,x_a b\n", "unknown column x_a b: a column of your own"),
        (b"customer_id,kind,name,\n", "unknown column ''"),
        (b'customer_id,"kind,name\n', "has no readable header"),
        (HEAD.encode("utf-16"), "UTF-16"),
        (HEAD.encode("utf-16-le"), "UTF-16"),
        ("customer_id,kind,名称\n".encode("gb18030"), "is not UTF-8"),
        (
            (HEAD + "C1,person,张三\nC2,person,李四\n").encode("gb18030"),
            "is not UTF-8 (2 of 2 rows, line 2 first)",
        ),
        (b"customer_id,kind,name\rC1,person,A\r", "ends its lines with CR alone"),
        (b"x" * 3_000_000, "has no readable header: the row is too long"),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_load(
    load: Load, store: Path, tmp_path: Path, customers: bytes, complaint: str
) -> None:
    outcome = load(write_bank(tmp_path / "bank", customers=customers))
    assert outcome.status == 2
    assert complaint in outcome.complaint
    assert not store.exists()
    assert outcome.rejects == []


def test_a_file_of_a_header_alone_is_an_empty_record(load: Load, tmp_path: Path) -> None:
    assert load(write_bank(tmp_path / "bank", customers=HEAD)).status == 0


@pytest.mark.parametrize(
    "damaged",
    [
        lambda packed: packed[: len(packed) // 2],
        lambda packed: packed[:-8] + b"\0" * 8,
        lambda packed: b"customer_id,kind,name\n",
    ],
    ids=["cut off", "wrong checksum", "no gzip at all"],
)
def test_a_damaged_gzip_stops_the_load(
    load: Load, store: Path, tmp_path: Path, damaged: "object"
) -> None:
    packed = gzip.compress((HEAD + "C1,person,A\n" * 1_000).encode())
    folder = write_bank(tmp_path / "bank")
    assert callable(damaged)
    (folder / "customers.csv.gz").write_bytes(damaged(packed))
    outcome = load(folder)
    assert outcome.status == 2
    assert "customers.csv.gz is cut off or damaged" in outcome.complaint
    assert not store.exists()


def test_a_file_that_is_no_parquet_stops_the_load(load: Load, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    (folder / "customers.parquet").write_bytes(b"PAR1 or not")
    outcome = load(folder)
    assert outcome.status == 2
    assert "customers.parquet cannot be read" in outcome.complaint


def test_two_files_of_one_record_stop_the_load(load: Load, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank", **SMALL_BANK)
    (folder / "kinships.csv.gz").write_bytes(b"")
    outcome = load(folder)
    assert outcome.status == 2
    assert "kinships.csv and kinships.csv.gz: leave one" in outcome.complaint


def test_a_folder_of_no_canonical_file_stops_the_load(load: Load, tmp_path: Path) -> None:
    outcome = load(write_bank(tmp_path / "bank", clients="customer_id\n"))
    assert (outcome.status, "holds no canonical file" in outcome.complaint) == (2, True)


def test_a_day_of_payments_loads_by_itself(load: Load, store: Path, tmp_path: Path) -> None:
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    head = "transaction_id,from_account,to_account,amount,at\n"
    day = head + "D1,A1,A2,5,2025-04-01\nD2,A1,A9,5,2025-04-01\n"
    outcome = load(write_bank(tmp_path / "day", transactions=day))
    assert [row["reason_code"] for row in outcome.rejects] == ["unknown_account"]
    assert (outcome.status, outcome.summary["written"]) == (1, 1)
    assert ("D1",) in rows_of(store, "transactions", "transaction_id", "1")


def test_a_missing_folder_stops_the_load(load: Load, tmp_path: Path) -> None:
    outcome = load(tmp_path / "nowhere")
    assert (outcome.status, "there is no folder" in outcome.complaint) == (2, True)


@pytest.mark.slow
def test_a_line_without_end_is_rejected_in_bounded_memory(load: Load, tmp_path: Path) -> None:
    content = HEAD.encode() + b"C1,person," + b"x" * 50_000_000 + b"\nC2,person,B\n"
    outcome = load(write_bank(tmp_path / "bank", customers=content))
    assert [reject["reason_code"] for reject in outcome.rejects] == ["line_too_long"]
    assert outcome.summary["accepted"] == 1
