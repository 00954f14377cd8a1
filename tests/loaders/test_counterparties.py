"""Payments to accounts that the bank does not know, and that come with a name or a bank."""

from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people
from tests.environment import opaque
from tests.loaders.banks import rows_of, write_bank
from tests.loaders.conftest import Load

CUSTOMERS = "customer_id,kind,name\nP1,person,A\nP2,person,B\n"
ACCOUNTS = "account_id\nA1\nA2\n"
HOLDERS = "account_id,customer_id\nA1,P1\nA2,P2\n"
HEAD = "transaction_id,from_account,to_account,amount,at,from_name,from_bank,to_name,to_bank\n"
PAYMENTS = HEAD + (
    "T1,A1,X9,5,2025-01-01,,,丙商行,乙银行\n"
    "T2,X9,A2,6,2025-01-02,丙商行（新）,,,\n"
    "T3,A1,,7,2025-01-03,,,丁店,\n"
    "T4,A2,,8,2025-01-04,,,丁店,\n"
    "T5,,A1,9,2025-01-05,丁店,戊银行,,\n"
    "T6,A1,A2,1,2025-01-06,甲,甲银行,乙,\n"
    "T7,A1,Y9,1,2025-01-07,,,,\n"
    "T8,,,1,2025-01-08,丁店,,,\n"
    "T9,A1,,1,2025-01-09,,,,\n"
)
FIELDS = "account_id, kind, external, name, bank"


def bank_of(folder: Path, **files: str) -> Path:
    bank = {
        "customers": CUSTOMERS,
        "accounts": ACCOUNTS,
        "account_holders": HOLDERS,
        "transactions": PAYMENTS,
    }
    return write_bank(folder, **(bank | files))


def test_an_account_that_comes_with_a_name_is_made(load: Load, store: Path, tmp_path: Path) -> None:
    outcome = load(bank_of(tmp_path / "bank"))
    assert [(row["key"], row["reason_code"]) for row in outcome.rejects] == [
        ("T7", "unknown_account")
    ]
    counts = outcome.summary["records"]["accounts"]
    assert (counts["read"], counts["named"], counts["written"]) == (2, 3, 5)
    assert outcome.summary["read"] == outcome.summary["accepted"] + outcome.summary["rejected"]
    made = rows_of(store, "accounts WHERE kind = 'counterparty'", FIELDS, "name")
    assert sorted((row[1:] for row in made), key=str) == [
        ("counterparty", 1, "丁店", "戊银行"),
        ("counterparty", 1, "丁店", None),
        ("counterparty", 1, "丙商行（新）", "乙银行"),
    ]
    ends = rows_of(store, "transactions", "transaction_id, from_no, to_no", "transaction_id")
    numbers = {name: no for no, name in rows_of(store, "accounts", "account_no, account_id", "1")}
    assert ends[0] == ("T1", numbers["A1"], numbers["X9"])
    assert ends[2][2] == ends[3][2] == ends[6][1] != 0
    assert ends[7] == ("T9", numbers["A1"], 0)


def test_the_same_payments_again_change_nothing(load: Load, store: Path, tmp_path: Path) -> None:
    bank = bank_of(tmp_path / "bank")
    load(bank)
    before = rows_of(store, "accounts")
    for options in ((), ("--full",)):
        again = load(bank, *options)
        assert (again.summary["written"], again.summary["closed"]) == (0, 0)
        assert rows_of(store, "accounts") == before


def test_a_day_of_payments_alone_keeps_what_earlier_ones_said(
    load: Load, store: Path, tmp_path: Path
) -> None:
    load(bank_of(tmp_path / "bank"))
    day = HEAD + "U1,A1,X9,5,2025-02-01,,,,丙银行\n"
    assert load(write_bank(tmp_path / "day", transactions=day)).status == 0
    [row] = [row for row in rows_of(store, "accounts", FIELDS) if row[0] == "X9"]
    assert row[3:] == ("丙商行（新）", "丙银行")


def test_an_accounts_file_takes_an_account_over(load: Load, store: Path, tmp_path: Path) -> None:
    load(bank_of(tmp_path / "bank"))
    before = dict(rows_of(store, "accounts", "account_id, account_no", "1"))
    bank = bank_of(tmp_path / "bank", accounts=ACCOUNTS + "X9\n")
    assert load(bank).summary["records"]["accounts"]["named"] == 2
    after = [row for row in rows_of(store, "accounts", FIELDS) if row[0] == "X9"]
    assert after == [("X9", None, 0, None, None)]
    assert dict(rows_of(store, "accounts", "account_id, account_no", "1")) == before
    day = write_bank(tmp_path / "day", transactions=HEAD + "U1,A1,X9,5,2025-02-01,,,Z,\n")
    assert load(day).summary["written"] == 1
    assert [row for row in rows_of(store, "accounts", FIELDS) if row[0] == "X9"] == after


def test_the_accounts_of_another_source_take_an_account_over(
    load: Load, store: Path, tmp_path: Path
) -> None:
    payments, cards = bank_of(tmp_path / "bank"), tmp_path / "cards"
    load(payments)
    outcome = load(
        write_bank(cards, accounts="account_id,kind,currency\nX9,card,CNY\n"), "--as", "c"
    )
    counts = outcome.summary["records"]["accounts"]
    assert (counts["written"], counts["differing"]) == (1, 0)
    after = ("X9", "card", 0, None, None)
    for again in ((payments,), (payments, "--full"), (cards, "--as", "c", "--full")):
        assert load(*again).summary["closed"] == 0
        assert [row for row in rows_of(store, "accounts", FIELDS) if row[0] == "X9"] == [after]


def test_an_account_whose_own_row_is_bad_is_not_made_by_a_payment(
    load: Load, tmp_path: Path
) -> None:
    outcome = load(
        bank_of(
            tmp_path / "bank",
            accounts="account_id,currency\nA1,\nA2,\nX9,RMB\n",
            transactions=HEAD + "T1,A1,X9,5,2025-01-01,,,丙,\n",
        )
    )
    assert [row["reason_code"] for row in outcome.rejects] == ["not_a_currency", "unknown_account"]


@pytest.fixture
def served(bank: ServedBank, tmp_path: Path) -> ServedBank:
    """A bank whose payments name others, on each engine in turn, loaded from files."""
    folder = write_files(
        tmp_path / "bank",
        customers=people("P1", "P2"),
        accounts=[{"account_id": each} for each in ("A1", "A2")],
        account_holders=[
            {"account_id": "A1", "customer_id": "P1"},
            {"account_id": "A2", "customer_id": "P2"},
        ],
        transactions=[
            payment("T1", "A1", "X9", to_name="丙商行", to_bank="乙银行"),
            payment("T2", "", "A1", from_bank="戊银行"),
            payment("T3", "A2", "X9", to_name="丙商行"),
        ],
    )
    bank.load(folder)
    bank.load(folder, "--full")
    bank.derive("--tags", "control_group_member")
    return bank


def payment(number: str, payer: str, payee: str, **names: str) -> dict[str, Any]:
    ends = {"transaction_id": number, "from_account": payer, "to_account": payee}
    return ends | {"amount": "5", "at": "2025-01-01"} | names


def test_whom_payments_name_is_shown_by_name(served: ServedBank) -> None:
    answer = served.get("/customers/P1/money")
    assert answer["names"][opaque("account", "X9")] == "丙商行"
    assert [(each["customer_id"], each["name"]) for each in answer["counterparties"]] == [
        (None, "丙商行")
    ]
    incoming = served.get("/customers/P1/money", direction="in")
    assert [each["name"] for each in incoming["counterparties"]] == ["戊银行"]
    around = served.get("/customers/P1/neighbours", hops=3)
    assert {(node["label"], node["name"]) for node in around["nodes"]} >= {
        ("Account", "丙商行"),
        ("Account", "戊银行"),
    }
    paid = [edge for edge in around["edges"] if edge["type"] == "PAID"]
    account = opaque("account", "X9")
    assert {(edge["to"], edge["amount"]) for edge in paid} == {("P1", "5.00"), (account, "5.00")}
    assert "P2" not in {node["id"] for node in around["nodes"]}
    ends: dict[str, Any] = {"from": "P1", "to": "P2"}
    assert served.get("/paths", **ends)["hops"] is None
