"""Quotes that do not close: they cost the row that they stand in, and no other."""

import gzip
import random
from pathlib import Path

import pytest

from tests.loaders.banks import SMALL_BANK, open_rows, rows_of, write_bank
from tests.loaders.conftest import Load, Outcome

HEAD = "customer_id,kind,name,x_note"


def clients(count: int) -> list[str]:
    return [f"C{number},person,Name {number},n{number}" for number in range(1, count + 1)]


def bank_of(folder: Path, rows: list[str], ending: str = "\n", last: str = "\n") -> Path:
    return write_bank(folder, customers=ending.join([HEAD, *rows]) + last)


def broken(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one["line"], one["reason_code"], one["value"]) for one in outcome.rejects]


def counts(outcome: Outcome) -> tuple[int, int, int]:
    return tuple(outcome.summary[name] for name in ("read", "accepted", "rejected"))


@pytest.mark.parametrize(
    ("row", "at", "ending"),
    [
        ('"C0,person,open,n', 4, "\n"),
        ('C0,"person,open,n', 4, "\r\n"),
        ('C0,person,"open,n', 0, "\n"),
        ('C0,person,"open,n', 4, "\r\n"),
        ('C0,person,"open,n', 8, "\n"),
        ('C0,person,open,"n', 0, "\r\n"),
        ('C0,person,open,"n', 4, "\n"),
        ('C0,person,open,"n', 8, "\r\n"),
    ],
)
def test_an_unclosed_quote_costs_its_row_alone(
    load: Load, store: Path, tmp_path: Path, row: str, at: int, ending: str
) -> None:
    rows = clients(9)
    lost = rows[at].partition(",")[0]
    rows[at] = row
    outcome = load(bank_of(tmp_path / "bank", rows, ending, last=ending))
    assert outcome.status == 1
    assert broken(outcome) == [(str(at + 2), "broken_quotes", row)]
    assert counts(outcome) == (9, 8, 1)
    assert lost not in {name for (name,) in rows_of(store, "customers", "customer_id", "1")}


@pytest.mark.parametrize("packed", [False, True], ids=["csv", "csv.gz"])
@pytest.mark.parametrize("last", ['C9,person,"cut o', 'C9,person,Name,"', 'C9,person,"a\nb'])
def test_a_file_that_is_cut_off_inside_a_quoted_cell_loses_no_other_row(
    load: Load, tmp_path: Path, last: str, packed: bool
) -> None:
    folder = bank_of(tmp_path / "bank", [*clients(8), last], last="")
    if packed:
        plain = folder / "customers.csv"
        (folder / "customers.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
        plain.unlink()
    outcome = load(folder)
    assert outcome.status == 1
    assert broken(outcome)[0] == ("10", "broken_quotes", last.partition("\n")[0])
    assert outcome.summary["accepted"] == 8


def test_the_rows_between_two_stray_quotes_are_read(
    load: Load, store: Path, tmp_path: Path
) -> None:
    rows = clients(40)
    rows[2], rows[8] = 'C3,person,"Name 3,n3', 'C9,person,Name 9",n9'
    outcome = load(bank_of(tmp_path / "bank", rows))
    assert outcome.status == 1
    assert broken(outcome) == [
        ("4", "broken_quotes", rows[2]),
        ("10", "broken_quotes", rows[8]),
    ]
    assert outcome.rejects[1]["reason"] == "a quote closes here that line 4 opens by mistake"
    assert counts(outcome) == (40, 38, 2)
    assert ("Name 4",) in open_rows(store, "customers", "name")


def test_no_payment_is_lost_inside_the_purpose_of_another(load: Load, tmp_path: Path) -> None:
    rows = [f"T{n},A1,A2,{n}.5,2025-03-0{n},rent {n}" for n in range(1, 10)]
    rows[1] = rows[1].replace("rent", '"rent')
    rows[6] += '"'
    payments = "\n".join(["transaction_id,from_account,to_account,amount,at,purpose", *rows])
    outcome = load(write_bank(tmp_path / "bank", **(SMALL_BANK | {"transactions": payments})))
    assert [line for line, _, _ in broken(outcome)] == ["3", "8"]
    assert outcome.summary["records"]["transactions"]["accepted"] == 7


def test_a_full_load_closes_nothing_where_a_row_cannot_be_read(
    load: Load, store: Path, tmp_path: Path
) -> None:
    rows = clients(1_000)
    load(bank_of(tmp_path / "bank", rows), "--full")
    rows[8] = 'C9,person,"Name 9,n9'
    again = load(bank_of(tmp_path / "bank", rows), "--full")
    assert (again.status, again.summary["closed"], again.summary["kept"]) == (1, 0, 1)
    assert rows_of(store, "customers WHERE closed_on IS NOT NULL", "customer_id", "1") == []


def test_rows_keep_their_order_and_their_lines_over_many_blocks(
    load: Load, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # DuckDB reads blocks of 32 such lines side by side.
    monkeypatch.setenv("GUANXI_LOAD_LINE_BYTES", "1024")
    chance = random.Random(7)
    names = [chance.choice(['"a, b"', '"say ""hi"""', '5" pipe', "中" * 90]) for _ in range(5_000)]
    rows = [f"C{number},person,{name},n{number}" for number, name in enumerate(names)]
    rows[3_000] = "C3000,human,x,n3000"
    outcome = load(bank_of(tmp_path / "bank", rows))
    assert broken(outcome) == [("3002", "not_a_choice", "human")]
    rows[4_000] = 'C4000,person,"open,n4000'
    again = load(bank_of(tmp_path / "bank", rows))
    assert [line for line, _, _ in broken(again)] == ["3002", "4002"]
    # What both readers read alike is unchanged.
    assert (again.summary["accepted"], again.summary["written"]) == (4_998, 0)


@pytest.mark.slow
def test_an_unclosed_quote_costs_a_large_file_one_row(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Blocks of half a megabyte: the file has several, as one of 200 MB has by default.
    monkeypatch.setenv("GUANXI_LOAD_LINE_BYTES", "16384")
    rows = clients(100_000)
    rows[50_000] = 'C50001,person,"Name,n'
    outcome = load(bank_of(tmp_path / "bank", rows))
    assert broken(outcome) == [("50002", "broken_quotes", rows[50_000])]
    assert counts(outcome) == (100_000, 99_999, 1)


@pytest.mark.slow
@pytest.mark.parametrize("quotes", [4_194_303, 4_194_304, 52_428_799, 52_428_800])
@pytest.mark.parametrize("row", ["{}", "C0,person,{}", "C0,person,{}Name,n"])
def test_a_row_of_very_many_quotes_costs_itself_alone(
    load: Load, tmp_path: Path, row: str, quotes: int
) -> None:
    rows = clients(9)
    rows[4] = row.format('"' * quotes)
    outcome = load(bank_of(tmp_path / "bank", rows))
    assert [(line, code) for line, code, _ in broken(outcome)] == [("6", "line_too_long")]
    assert counts(outcome) == (9, 8, 1)
