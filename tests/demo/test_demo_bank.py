"""The files of a demo bank: their shape, their keys, and that they can be had again."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from service.demo import write_demo_bank
from service.demo.people.population import draw_population
from service.demo.people.scale import scale_for
from tests.demo.conftest import Bank, Row, written

CONTRACT = {
    "customers": "customer_id kind name is_client id_type id_number birth_on gender registered_on "
    "industry region branch relationship_manager assets net_assets annual_receipts "
    "annual_expenditures blocked marketing_consent former_name legal_form ownership_type "
    "registered_address employees x_employee",
    "groups": "group_id name kind parent_id",
    "group_members": "group_id customer_id role",
    "accounts": "account_id kind currency opened_on status balance blocked external",
    "account_holders": "account_id customer_id role",
    "transactions": "transaction_id from_account to_account amount currency at channel purpose",
    "ownerships": "owner_id owned_id share votes from_on to_on",
    "controls": "controller_id controlled_id basis from_on to_on",
    "positions": "person_id company_id role from_on to_on",
    "kinships": "a_id b_id relation",
    "guarantees": "guarantee_id guarantor_id borrower_id amount currency from_on to_on",
    "referrals": "referrer_id referred_id at campaign channel",
    "dependencies": "provider_id dependent_id basis share",
    "exposures": "exposure_id customer_id kind amount currency due_on status",
    "obligations": "debtor_id creditor_id amount currency",
    "identifiers": "customer_id kind value blocked",
    "same_as": "customer_id other_customer_id basis",
}
KEYS = {
    "customers": ["customer_id"],
    "groups": ["group_id"],
    "group_members": ["group_id", "customer_id"],
    "accounts": ["account_id"],
    "account_holders": ["account_id", "customer_id"],
    "transactions": ["transaction_id"],
    "ownerships": ["owner_id", "owned_id"],
    "controls": ["controller_id", "controlled_id"],
    "positions": ["person_id", "company_id", "role"],
    "kinships": ["a_id", "b_id"],
    "guarantees": ["guarantee_id"],
    "referrals": ["referrer_id", "referred_id"],
    "dependencies": ["provider_id", "dependent_id", "basis"],
    "exposures": ["exposure_id"],
    "obligations": ["debtor_id", "creditor_id"],
    "identifiers": ["customer_id", "kind", "value"],
    "same_as": ["customer_id", "other_customer_id"],
}
REQUIRED = {
    "customers": ["kind", "name"],
    "groups": ["name"],
    "transactions": ["amount", "at"],
    "ownerships": ["share"],
    "controls": ["basis"],
    "kinships": ["relation"],
    "guarantees": ["guarantor_id", "borrower_id"],
    "referrals": ["at"],
    "exposures": ["customer_id", "amount"],
    "obligations": ["amount", "currency"],
}
CUSTOMER_COLUMNS = [
    "customer_id",
    "owner_id",
    "owned_id",
    "controller_id",
    "controlled_id",
    "person_id",
    "company_id",
    "a_id",
    "b_id",
    "guarantor_id",
    "borrower_id",
    "referrer_id",
    "referred_id",
    "provider_id",
    "dependent_id",
    "debtor_id",
    "creditor_id",
    "other_customer_id",
]
ACCOUNT_COLUMNS = ["account_id", "from_account", "to_account"]
DATES = ["birth_on", "registered_on", "opened_on", "from_on", "to_on", "due_on"]


def cells(bank: Bank, columns: list[str]) -> list[tuple[str, str]]:
    return [
        (name, row[column])
        for name, rows in bank.rows.items()
        for column in set(columns) & set(rows[0] if rows else [])
        for row in rows
    ]


def test_every_canonical_file_is_there_with_the_columns_of_the_contract(bank: Bank) -> None:
    columns = {name: set(rows[0]) for name, rows in bank.rows.items()}
    assert columns == {name: set(listed.split()) for name, listed in CONTRACT.items()}


def test_the_counts_returned_are_the_rows_in_the_files(bank: Bank) -> None:
    assert bank.counts == {name: len(rows) for name, rows in bank.rows.items()}
    assert bank.counts["customers"] == bank.planted["customers"] + len(bank.planted["islanders"])


def test_no_key_occurs_twice_and_none_is_empty(bank: Bank) -> None:
    for name, key in KEYS.items():
        values = [tuple(row[column] for column in key) for row in bank.rows[name]]
        assert len(set(values)) == len(values), name
        assert all(all(value) for value in values), name


def test_no_required_cell_is_empty(bank: Bank) -> None:
    empty = [
        (name, column)
        for name, columns in REQUIRED.items()
        for column in columns
        for row in bank.rows[name]
        if not row[column]
    ]
    assert empty == []


def test_no_row_refers_to_an_unknown_customer_account_or_group(bank: Bank) -> None:
    customers = {row["customer_id"] for row in bank.rows["customers"]}
    accounts = {row["account_id"] for row in bank.rows["accounts"]}
    groups = {row["group_id"] for row in bank.rows["groups"]}
    assert {value for _, value in cells(bank, CUSTOMER_COLUMNS)} <= customers
    assert {value for _, value in cells(bank, ACCOUNT_COLUMNS)} <= accounts | {""}
    assert {value for _, value in cells(bank, ["group_id"])} <= groups


def test_every_transaction_has_an_end_in_the_bank_and_a_positive_amount(bank: Bank) -> None:
    for row in bank.rows["transactions"]:
        assert row["from_account"] or row["to_account"]
        assert row["from_account"] != row["to_account"]
        assert Decimal(row["amount"]) > 0
        assert "2025-01-01" <= row["at"] < "2026-01-01"
        # On the clocks of the bank, wherever it is.
        assert datetime.fromisoformat(row["at"]).tzinfo is None


def test_days_and_truth_values_are_written_as_the_contract_says(bank: Bank) -> None:
    assert all(
        value == "" or (len(value), value[4], value[7]) == (10, "-", "-")
        for _, value in cells(bank, DATES)
    )
    assert {v for _, v in cells(bank, ["is_client", "blocked", "external"])} == {"true", "false"}
    assert {v for _, v in cells(bank, ["marketing_consent"])} == {"true", "false", ""}


def test_the_shares_and_votes_of_a_company_never_exceed_the_whole(bank: Bank) -> None:
    for column in ("share", "votes"):
        whole: dict[str, Decimal] = defaultdict(Decimal)
        for row in bank.rows["ownerships"]:
            assert 0 < Decimal(row[column]) <= 1
            assert row["owner_id"] != row["owned_id"]
            whole[row["owned_id"]] += Decimal(row[column])
        assert max(whole.values()) <= 1


def test_only_persons_hold_positions_and_marry(bank: Bank) -> None:
    kinds = {row["customer_id"]: row["kind"] for row in bank.rows["customers"]}
    assert {kinds[row["person_id"]] for row in bank.rows["positions"]} == {"person"}
    assert {kinds[row["company_id"]] for row in bank.rows["positions"]} == {"company"}
    kin = {row[end] for row in bank.rows["kinships"] for end in ("a_id", "b_id")}
    assert {kinds[person] for person in kin} == {"person"}


def test_only_organisations_have_a_legal_form_an_address_of_record_and_staff(bank: Bank) -> None:
    for row in bank.rows["customers"]:
        person = row["kind"] == "person"
        assert (row["legal_form"] == "") is person, row
        assert (row["registered_address"] == "") is person, row
        assert not person or row["employees"] == row["ownership_type"] == "", row
        if row["former_name"]:
            assert row["kind"] == "company", row
            assert row["former_name"] != row["name"], row
    companies = [row for row in bank.rows["customers"] if row["kind"] == "company"]
    assert any(row["former_name"] for row in companies)
    assert all(row["ownership_type"] for row in companies)
    staff = [int(row["employees"]) for row in companies if row["employees"]]
    assert 0 < len(staff) < len(companies)
    assert min(staff) >= 1


def test_identity_numbers_are_unique_have_a_right_check_and_belong_to_no_place(
    bank: Bank,
) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

    def resident(row: Row) -> bool:
        digits = [10 if c == "X" else int(c) for c in row["id_number"]]
        born = row["id_number"][6:14] == row["birth_on"].replace("-", "")
        checked = sum(d * 2 ** (17 - i) for i, d in enumerate(digits)) % 11 == 1
        man = int(row["id_number"][16]) % 2 == 1
        return (
            row["id_number"][:6] == "999999"
            and born
            and checked
            and man == (row["gender"] == "male")
        )

    def organisation(row: Row) -> bool:
        values = [alphabet.index(c) for c in row["id_number"]]
        checked = (sum(v * 3**i for i, v in enumerate(values[:17])) + values[17]) % 31 == 0
        return row["id_number"][2:8] == "999999" and checked

    checks = {"resident_id": resident, "unified_social_credit_code": organisation}
    rows = bank.rows["customers"]
    wrong = [row for row in rows if row["id_type"] in checks and not checks[row["id_type"]](row)]
    assert wrong == []
    assert len({row["id_number"] for row in rows}) == len(rows)


def test_four_in_five_customers_are_persons_and_some_of_each_kind_are_there(bank: Bank) -> None:
    kinds = [row["kind"] for row in bank.rows["customers"][: bank.planted["customers"]]]
    assert set(kinds) == {"person", "company", "government", "other"}
    assert kinds.count("person") / len(kinds) == pytest.approx(0.80, abs=0.01)
    assert kinds.count("company") / len(kinds) == pytest.approx(0.19, abs=0.01)


def test_the_richest_tenth_of_persons_keeps_most_of_the_money() -> None:
    """With fewer customers a few fortunes decide, so this looks at the shape of the draw."""
    assets = sorted(draw_population(20_000, 1).assets[:16_000].tolist())
    assert sum(assets[-1_600:]) > sum(assets) / 2


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", 1000, 5), written(tmp_path / "b", 1000, 5)
    names = [path.name for path in sorted(first.folder.iterdir())]
    assert names == [path.name for path in sorted(second.folder.iterdir())]
    for name in names:
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes(), name


def test_another_seed_gives_another_bank(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", 200, 1), written(tmp_path / "b", 200, 2)
    assert first.rows["customers"] != second.rows["customers"]
    assert first.planted["control_groups"] != second.planted["control_groups"]


def test_blocks_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.demo.tables.BLOCK_ROWS", 97)
    seamed = written(tmp_path, 1000, 1)
    for name, key in KEYS.items():
        assert seamed.counts[name] == len(seamed.rows[name])
        assert all(row[key[0]] != key[0] for row in seamed.rows[name]), name
    ids = [row["customer_id"] for row in seamed.rows["customers"]]
    assert len(set(ids)) == 1000 + len(seamed.planted["islanders"])


@pytest.mark.parametrize("seed", range(15))
def test_the_smallest_bank_has_room_for_everything_whatever_the_seed(
    tmp_path: Path, seed: int
) -> None:
    assert write_demo_bank(tmp_path, 200, seed)["customers"] >= 200


def test_a_file_too_few_customers_and_a_negative_seed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(ValueError, match="taken is a file"):
        write_demo_bank(tmp_path / "taken")
    with pytest.raises(ValueError, match="200 to 10000000 customers, not 199"):
        write_demo_bank(tmp_path / "few", 199)
    with pytest.raises(ValueError, match="0 or more, not -1"):
        write_demo_bank(tmp_path / "seed", 200, -1)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_employees_of_the_bank_are_the_insiders_planted_and_nobody_else(bank: Bank) -> None:
    said = {row["customer_id"]: row["x_employee"] for row in bank.rows["customers"]}
    assert set(said.values()) == {"", "true"}
    assert [one for one, yes in said.items() if yes] == [
        insider["employee"] for insider in bank.planted["insiders"]
    ]


def test_progress_tells_each_file_up_to_its_last_row(tmp_path: Path) -> None:
    told: dict[str, int] = {}
    counts = write_demo_bank(tmp_path, 200, 1, told.__setitem__)
    assert told == counts


def test_the_structures_grow_with_the_bank_up_to_a_cap() -> None:
    thousand, million = scale_for(1_000), scale_for(1_000_000)
    assert (thousand.control_groups, thousand.guarantee_circles) == (8, 6)
    assert scale_for(10_000).control_groups == 80
    assert million.control_groups == 2_000
