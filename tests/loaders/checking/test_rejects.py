"""Rows that are not loaded: each once, with its line and its reason."""

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher import open_store
from loaders.load import load as load_folder
from loaders.settings import LoaderSettings
from tests.loaders.banks import SMALL_BANK, open_rows, write_bank
from tests.loaders.conftest import Load, Outcome


def told(outcome: Outcome, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(reject[column] for column in columns) for reject in outcome.rejects]


def with_row(tmp_path: Path, name: str, row: str) -> Path:
    return write_bank(tmp_path / "bank", **(SMALL_BANK | {name: f"{SMALL_BANK[name]}{row}\n"}))


BAD_ROWS = [
    ("customers", "C4,person,,,", "name", "missing"),
    ("customers", "C4,human,A,1,", "kind", "not_a_choice"),
    ("groups", "G3,x,G9", "parent_id", "unknown_group"),
    ("groups", "G3,x,G3", "parent_id", "refers_to_itself"),
    ("group_members", "G9,C1,", "group_id", "unknown_group"),
    ("group_members", "G1,C9,", "customer_id", "unknown_customer"),
    ("accounts", "A4,,yuan", "currency", "not_a_currency"),
    ("account_holders", "A9,C1", "account_id", "unknown_account"),
    ("transactions", "T4,,,1,2025-01-01", "from_account", "no_account"),
    ("transactions", "T5,A1,A9,1,2025-01-01", "to_account", "unknown_account"),
    ("transactions", "T6,A9,A9,1,2025-01-01", "from_account", "unknown_account"),
    ("transactions", "T4,A1,A2,0,2025-01-01", "amount", "out_of_range"),
    ("transactions", "T4,A1,A2,1,yesterday", "at", "not_an_instant"),
    ("ownerships", "C2,C1,0,", "share", "out_of_range"),
    ("controls", "C1,C1,other", "controlled_id", "refers_to_itself"),
    ("positions", "C2,C1,chairman", "role", "not_a_choice"),
    ("kinships", "C2,C2,other", "b_id", "refers_to_itself"),
    ("guarantees", "W3,C1,C1,5", "borrower_id", "refers_to_itself"),
    ("guarantees", "W3,C1,C2,-5", "amount", "out_of_range"),
    ("referrals", "C1,C1,2025-01-01", "referred_id", "refers_to_itself"),
    ("dependencies", "C1,C2,money,1", "basis", "not_a_choice"),
    ("exposures", "E2,C9,1", "customer_id", "unknown_customer"),
    ("obligations", "C1,C1,5", "creditor_id", "refers_to_itself"),
    ("identifiers", "C1,fax,1", "kind", "not_a_choice"),
    ("same_as", "C1,C9", "other_customer_id", "unknown_customer"),
]


def test_each_bad_row_is_told_and_the_rest_is_loaded(load: Load, tmp_path: Path) -> None:
    bank = dict(SMALL_BANK)
    expected = []
    for record, row, column, code in BAD_ROWS:
        bank[record] += f"{row}\n"
        line = str(len(bank[record].splitlines()))
        expected.append((f"{record}.csv", line, record, column, code))
    outcome = load(write_bank(tmp_path / "bank", **bank))
    assert outcome.status == 1
    assert told(outcome, "file", "line", "record", "column", "reason_code") == expected
    assert outcome.summary["rejected"] == len(BAD_ROWS)
    assert outcome.summary["accepted"] == sum(text.count("\n") - 1 for text in SMALL_BANK.values())
    assert outcome.summary["rejects_file"] == str(tmp_path / "rejects" / "rejects.csv")


def test_an_end_before_the_beginning_is_rejected(load: Load, tmp_path: Path) -> None:
    rows = (
        "owner_id,owned_id,share,from_on,to_on\n"
        "C2,C1,0.5,2025-01-02,2025-01-01\nC2,C1,0.5,2025-01-01,2025-01-01\nC1,C1,0.1,,\n"
    )
    outcome = load(write_bank(tmp_path / "bank", **(SMALL_BANK | {"ownerships": rows})))
    assert told(outcome, "line", "column", "reason_code") == [
        ("2", "to_on", "ends_before_it_begins")
    ]


def test_a_row_is_rejected_once_for_its_first_bad_column(load: Load, tmp_path: Path) -> None:
    outcome = load(with_row(tmp_path, "customers", ",human,,abc,"))
    assert told(outcome, "column", "value", "reason_code") == [("customer_id", "", "missing")]


def test_lines_count_the_line_ends_inside_quotes_and_blank_lines(
    load: Load, tmp_path: Path
) -> None:
    text = (
        'customer_id,kind,name,x_note\r\nC1,person,A,"A\r\nB"\r\n\r\nC2,human,C,"C\r\nD"\r\n'
        "C3,human,E,\r\n"
    )
    outcome = load(write_bank(tmp_path / "bank", customers=text))
    assert told(outcome, "line", "value") == [("5", "human"), ("7", "human")]


def test_unreadable_rows_are_told_beside_the_others(load: Load, tmp_path: Path) -> None:
    text = (
        b'customer_id,kind,name,region\nC1,person,A,\nC2,person\nC3,person,B,"x\nC4,human,C,\n'
        b"C5,person,\xff\xfe,\nC6,person,D,,,\nC7,person,E,x,y\nC8,person,"
        + b"x"
        * 2_000_000
        + b",\n"
        b'C9,person,"F",\n'
    )
    outcome = load(write_bank(tmp_path / "bank", customers=text))
    assert told(outcome, "line", "column", "reason_code") == [
        ("3", "", "too_few_cells"),
        ("4", "", "broken_quotes"),
        ("5", "kind", "not_a_choice"),
        ("6", "", "not_utf8"),
        ("8", "", "too_many_cells"),
        ("9", "", "line_too_long"),
    ]
    assert outcome.rejects[1]["value"] == 'C3,person,B,"x'
    assert (outcome.summary["read"], outcome.summary["accepted"]) == (9, 3)


def test_lines_may_end_now_this_way_now_that(load: Load, tmp_path: Path) -> None:
    text = "customer_id,kind,name\r\nC1,person,A\nC2,person,B\r\nC3,human,C\n"
    outcome = load(write_bank(tmp_path / "bank", customers=text))
    assert outcome.summary["accepted"] == 2
    assert told(outcome, "line") == [("4",)]


def test_of_the_same_key_the_last_row_counts(load: Load, store: Path, tmp_path: Path) -> None:
    rows = "C1,person,first\nC1,person,second\nC1,human,bad\nC1,person,last\n"
    outcome = load(write_bank(tmp_path / "bank", customers="customer_id,kind,name\n" + rows))
    assert told(outcome, "line", "reason_code", "value") == [
        ("2", "duplicate_key", "C1"),
        ("3", "duplicate_key", "C1"),
        ("4", "not_a_choice", "human"),
    ]
    assert open_rows(store, "customers", "name") == [("last",)]


def test_a_key_of_several_columns_is_told_whole(load: Load, tmp_path: Path) -> None:
    outcome = load(with_row(tmp_path, "controls", "C1,C3,agreement"))
    assert told(outcome, "line", "column", "value") == [
        ("2", "controller_id, controlled_id, basis, from_on", "C1, C3, agreement")
    ]


def test_what_a_rejected_row_declares_is_unknown(load: Load, tmp_path: Path) -> None:
    bank = SMALL_BANK | {
        "customers": SMALL_BANK["customers"].replace("C3,company", "C3,concern"),
        "groups": "group_id,name,parent_id\nG1,a,G0\nG2,b,G1\nG3,c,\n",
    }
    outcome = load(write_bank(tmp_path / "bank", **bank))
    assert ("kinships", "b_id", "C3") in told(outcome, "record", "column", "value")
    assert [row for row in told(outcome, "record", "line", "value") if row[0] == "groups"] == [
        ("groups", "2", "G0"),
        ("groups", "3", "G1"),
    ]


def test_a_later_load_may_refer_to_customers_of_an_earlier_one(load: Load, tmp_path: Path) -> None:
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    later = write_bank(
        tmp_path / "later",
        customers="customer_id,kind,name\nC4,person,D\n",
        kinships="a_id,b_id,relation\nC4,C2,spouse\nC4,C9,spouse\n",
    )
    assert told(load(later), "line", "reason_code") == [("3", "unknown_customer")]


def test_a_parquet_row_is_told_by_its_number(load: Load, tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    rows = "(VALUES ('C1', 'person', 'A'), ('C2', 'human', 'B')) AS t(customer_id, kind, name)"
    duckdb.execute(f"COPY (FROM {rows}) TO '{folder / 'customers.parquet'}'").fetchall()
    assert told(load(folder), "file", "line") == [("customers.parquet", "2")]


def test_a_long_value_is_cut(load: Load, tmp_path: Path) -> None:
    outcome = load(with_row(tmp_path, "customers", f"{'客' * 300},person,A,,"))
    assert told(outcome, "value") == [("客" * 200,)]


def test_rejects_go_with_what_caused_them(load: Load, tmp_path: Path) -> None:
    bank = with_row(tmp_path, "same_as", "C1,C9")
    assert len(load(bank).rejects) == 1
    assert load(write_bank(bank, **SMALL_BANK)).rejects == []
    assert list((tmp_path / "rejects").iterdir()) == []


def test_rejects_are_by_default_kept_by_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Load
) -> None:
    monkeypatch.chdir(tmp_path)
    config = LoaderSettings()
    store = open_store(config)
    summary = load_folder(store, config, with_row(tmp_path, "same_as", "C1,C9"))
    store.close()
    assert summary.rejects_file == Path("rejects/L1/rejects.csv")
    assert summary.rejects_file.exists()


def test_currencies_are_those_of_iso_4217(load: Load, tmp_path: Path) -> None:
    accounts = "account_id,currency\n" + "".join(
        f"A{number},{code}\n" for number, code in enumerate(["CNY", "USD", "RMB", "XYZ", "cny", ""])
    )
    outcome = load(write_bank(tmp_path / "bank", accounts=accounts))
    assert [(row["value"], row["reason_code"]) for row in outcome.rejects] == [
        ("RMB", "not_a_currency"),
        ("XYZ", "not_a_currency"),
        ("cny", "not_a_currency"),
    ]
    assert "did you mean CNY?" in outcome.rejects[0]["reason"]


@pytest.mark.parametrize(
    "name", ["\u200b", "\u3000\u3000", "\u2060\ufeff", "\u00ad", "\u3164", "\u2800", "\u0301", "\t"]
)
def test_a_name_that_nobody_can_see_is_no_name(load: Load, tmp_path: Path, name: str) -> None:
    customers = f"customer_id,kind,name\nC1,person,{name}\nC2,person,\u200b张\u0301三\n"
    outcome = load(write_bank(tmp_path / "bank", customers=customers))
    [reject] = outcome.rejects
    assert reject["key"] == "C1"
    assert reject["reason_code"] in ("nothing_visible", "missing")


MESSY = st.lists(
    st.lists(
        st.sampled_from(
            ["C1", "C2", "person", "A", "", '"', '"A"', '"A\nB"', ",", "\r", "\x00", "中"]
        ),
        max_size=5,
    ).map(",".join)
    | st.text('Cpn1,"\n\r 中\x00', max_size=20),
    max_size=12,
)


@pytest.mark.slow
@given(rows=MESSY, ending=st.sampled_from(["\n", "\r\n"]), bad=st.binary(max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accepted_and_rejected_are_what_was_read(rows: list[str], ending: str, bad: bytes) -> None:
    lines = ["customer_id,kind,name", "C0,person,good", "C00,person,good", *rows]
    with tempfile.TemporaryDirectory() as scratch:
        folder = write_bank(
            Path(scratch) / "bank", customers=ending.join(lines).encode() + b"\nC9," + bad
        )
        config = LoaderSettings.model_validate({"store": f"sqlite:///{scratch}/store.db"})
        store = open_store(config)
        summary = load_folder(store, config, folder, rejects=Path(scratch))
        counts = summary.records["customers"]
        store.close()
        file = summary.rejects_file
        rejected = (
            []
            if file is None
            else duckdb.execute(
                "FROM read_csv(?, all_varchar = true, quote = '\"', escape = '\"', delim = ',')",
                [str(file)],
            ).fetchall()
        )
        written = open_rows(Path(scratch) / "store.db", "customers", "customer_id")
    assert counts.read == counts.accepted + counts.rejected
    assert len(rejected) == counts.rejected
    assert len(written) == counts.accepted >= 1
