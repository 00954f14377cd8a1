"""Values that cost no row: each is taken as unknown, and told."""

import csv
import stat
from pathlib import Path

import pytest

from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load, Outcome

HEAD = "customer_id,kind,name,birth_on,gender,assets,ownership_type,employees,x_note\n"


def warnings_of(outcome: Outcome) -> list[dict[str, str]]:
    path = outcome.summary["warnings_file"]
    if path is None:
        return []
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_bad_value_that_only_describes_leaves_its_row(
    load: Load, store: Path, tmp_path: Path
) -> None:
    rows = (
        "C1,person,甲,1981-13-01,男,￥500000,,,\nC2,company,乙,,,10,statal,twelve,a\x01\n"
        "C3,person,丙,1981-12-01,,,,,\n"
    )
    outcome = load(write_bank(tmp_path / "bank", customers=HEAD + rows))
    assert (outcome.status, outcome.summary["rejected"], outcome.summary["warnings"]) == (0, 0, 5)
    shown = ("file", "line", "record", "key", "column", "value", "reason_code")
    assert [tuple(row[name] for name in shown) for row in warnings_of(outcome)] == [
        ("customers.csv", "2", "customers", "C1", "birth_on", "1981-13-01", "not_a_day"),
        ("customers.csv", "2", "customers", "C1", "assets", "￥500000", "not_a_number"),
        ("customers.csv", "3", "customers", "C2", "ownership_type", "statal", "not_a_choice"),
        ("customers.csv", "3", "customers", "C2", "employees", "twelve", "not_a_count"),
        ("customers.csv", "3", "customers", "C2", "x_note", "a\x01", "control_character"),
    ]
    columns = "customer_id, birth_on, gender, assets, ownership_type, employees, attributes"
    assert rows_of(store, "customers", columns) == [
        ("C1", None, "男", None, None, None, None),
        ("C2", None, None, 10.0, None, None, None),
        ("C3", "1981-12-01", None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("customers", "customer_id,kind,name,is_client\nC9,person,A,maybe\n", "is_client"),
        ("customers", "customer_id,kind,name,blocked\nC9,person,A,maybe\n", "blocked"),
        ("customers", "customer_id,kind,name,marketing_consent\nC9,person,A,?\n", ""),
        ("customers", 'customer_id,kind,name,id_number\nC9,person,A,"1\n2"\n', "id_number"),
        ("accounts", "account_id,external\nA9,maybe\n", "external"),
        ("accounts", f"account_id,status\nA9,{'x' * 2001}\n", "status"),
        ("guarantees", "guarantee_id,guarantor_id,borrower_id,amount\nW,C1,C2,5万\n", "amount"),
        ("ownerships", "owner_id,owned_id,share,votes\nC1,C2,0.5,2\n", "votes"),
        ("ownerships", "owner_id,owned_id,share,to_on\nC1,C2,0.5,never\n", "to_on"),
        ("dependencies", "provider_id,dependent_id,basis,share\nC1,C2,other,2\n", "share"),
    ],
)
def test_a_bad_value_that_decides_costs_its_row(
    load: Load, tmp_path: Path, name: str, text: str, column: str
) -> None:
    customers = "customer_id,kind,name\nC1,company,A\nC2,company,B\n"
    outcome = load(write_bank(tmp_path / "bank", **({"customers": customers} | {name: text})))
    assert (outcome.status, outcome.summary["warnings"]) == (1, 0)
    assert outcome.rejects[0]["column"] == column or not column


def test_a_row_that_is_rejected_gives_no_warning(load: Load, tmp_path: Path) -> None:
    rows = "C1,person,,1981-13-01,,,,,\nC2,person,A,,,,,,\n"
    outcome = load(write_bank(tmp_path / "bank", customers=HEAD + rows))
    assert (outcome.summary["rejected"], outcome.summary["warnings"]) == (1, 0)


def test_what_stands_for_unknown_is_the_same_as_an_empty_cell(load: Load, tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    load(write_bank(bank, customers="customer_id,kind,name,birth_on\nC1,person,A,1981-13-01\n"))
    again = load(write_bank(bank, customers="customer_id,kind,name,birth_on\nC1,person,A,\n"))
    assert (again.summary["written"], again.summary["warnings_file"]) == (0, None)
    assert list((tmp_path / "rejects").iterdir()) == []


def test_rejects_carry_the_key_as_it_identifies_the_row(load: Load, tmp_path: Path) -> None:
    bank = {
        "customers": "customer_id,kind,name\nC1,company,A\nC2,dog,B\n",
        "ownerships": "owner_id,owned_id,share,from_on\nC1,C1,2,2020-01-01\nC1,C1,3,\n",
        "obligations": "debtor_id,creditor_id,amount\nC1,C1,5\n",
    }
    outcome = load(write_bank(tmp_path / "bank", **bank))
    assert [row["key"] for row in outcome.rejects] == [
        "C2",
        "C1|C1|2020-01-01",
        "C1|C1|",
        "C1|C1|CNY",
    ]


@pytest.mark.parametrize(
    "typed",
    ["=1+2", "@SUM(A1)", "+1+2", "-2+3", "\uff1d1+2", "\uff0b1", "\uff0da", "\uff20x", "\u200b=1"],
)
def test_cells_of_rejects_are_no_formulas(load: Load, tmp_path: Path, typed: str) -> None:
    rows = f"customer_id,kind,name\n{typed},{typed},A\n"
    [reject] = load(write_bank(tmp_path / "bank", customers=rows)).rejects
    assert (reject["key"], reject["value"]) == (f"'{typed}", f"'{typed}")


@pytest.mark.parametrize("typed", ["-5", "-0.5"])
def test_a_number_below_nothing_is_told_as_it_was_typed(
    load: Load, tmp_path: Path, typed: str
) -> None:
    bank = {
        "customers": "customer_id,kind,name\nC1,company,A\nC2,company,B\n",
        "obligations": f"debtor_id,creditor_id,amount\nC1,C2,{typed}\n",
    }
    [reject] = load(write_bank(tmp_path / "bank", **bank)).rejects
    assert reject["value"] == typed


def test_rejects_and_warnings_are_for_their_owner_alone(load: Load, tmp_path: Path) -> None:
    rows = "C1,person,A,1981-13-01,,,,,\nC2,dog,A,,,,,,\n"
    outcome = load(write_bank(tmp_path / "bank", customers=HEAD + rows))
    for name in ("rejects_file", "warnings_file"):
        path = Path(outcome.summary[name])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
