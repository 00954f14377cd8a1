"""A row's digest is what it was when the first stores were loaded, whatever columns came since."""

from pathlib import Path

import pytest

from loaders.records.canonical import RECORDS
from tests.loaders.banks import SMALL_BANK, rows_of, write_bank
from tests.loaders.conftest import Load

#: What version 1 of the store kept for the rows of the small bank.
DIGESTS = {
    "customers": [1028073511743416584, 3310810570571037895, 9018422013213006899],
    "groups": [972104524456832023, 3655882777197555255],
    "group_members": [2666121094117389334, 7636675962190719233],
    "accounts": [4017065178088937370, 6014413162171404247, 8764878841900987013],
    "account_holders": [175220249744269420, 5211699123957503434, 7892243008015283946],
    "transactions": [2890660070425384818, 6668356472196909481, 7328028909562747307],
    "ownerships": [1665905896942960602, 3533809379470627246],
    "controls": [3319108971560911448],
    "positions": [8431098739361571268],
    "kinships": [3696118831733003143],
    "guarantees": [876522856897760976, 3522211307300424473],
    "referrals": [249579727605320313],
    "dependencies": [5264951592246343680],
    "exposures": [6470159789097530231],
    "obligations": [6865092452780910229],
    "identifiers": [3415358185938356188, 6752399240667829685],
    "same_as": [5887212385658150852],
    # Since version 10.
    "consents": [782896303377630830, 3204682033338237123],
}
ADDED = {
    "former_name": "江川贸易有限公司",
    "legal_form": "有限责任公司",
    "ownership_type": "private",
    "registered_address": "江海市晴川路1号",
    "employees": "0",
}


def digests(store: Path, record: str) -> list[int]:
    return sorted(digest for (digest,) in rows_of(store, record, "digest", order="1"))


def test_rows_without_a_later_column_keep_their_digest(
    load: Load, store: Path, tmp_path: Path
) -> None:
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert {record.name: digests(store, record.name) for record in RECORDS} == DIGESTS


def test_the_columns_of_customers_that_came_later_are_marked_so() -> None:
    later = [column.name for column in RECORDS[0].columns if column.added]
    assert sorted(later) == sorted(ADDED)


@pytest.mark.parametrize("column", ADDED)
def test_a_later_column_moves_the_digests_of_rows_that_have_a_value_alone(
    load: Load, store: Path, tmp_path: Path, column: str
) -> None:
    header, first, *others = SMALL_BANK["customers"].splitlines()
    rows = [f"{header},{column}", f"{first},{ADDED[column]}", *(f"{row}," for row in others)]
    customers = "\n".join(rows)
    load(write_bank(tmp_path / "bank", **{**SMALL_BANK, "customers": customers}))
    assert len(set(digests(store, "customers")) & set(DIGESTS["customers"])) == 2
    assert rows_of(store, "customers WHERE customer_id = 'C1'", f"CAST({column} AS TEXT)", "1") == [
        (ADDED[column],)
    ]


def test_the_same_text_in_another_later_column_is_another_digest(
    load: Load, store: Path, tmp_path: Path
) -> None:
    customers = "customer_id,kind,name,former_name,legal_form\nC1,company,甲,乙,\n"
    load(write_bank(tmp_path / "bank", customers=customers))
    [former] = digests(store, "customers")
    load(write_bank(tmp_path / "bank", customers=customers.replace("乙,", ",乙")))
    assert digests(store, "customers") != [former]


def test_what_a_later_column_says_is_written_over_what_was_there(
    load: Load, store: Path, tmp_path: Path
) -> None:
    load(write_bank(tmp_path / "bank", customers="customer_id,kind,name\nC1,company,甲\n"))
    outcome = load(
        write_bank(
            tmp_path / "later",
            customers="customer_id,kind,name,employees,x_employees\nC1,company,甲,12.0,about ten\n",
        )
    )
    assert outcome.summary["written"] == 1
    assert rows_of(store, "customers", "employees, attributes", "1") == [
        (12, '{"x_employees":"about ten"}')
    ]
