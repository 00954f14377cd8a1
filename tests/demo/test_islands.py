"""The islands stand beside the bank: they add rows to it, and tie nobody who was there."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.demo import write_demo_bank
from tests.demo.conftest import Bank, written
from tests.demo.test_demo_bank import CUSTOMER_COLUMNS

#: What each file held before there were islands: how many columns and rows, and their digest.
BEFORE = json.loads((Path(__file__).parent / "rows_before_islands.json").read_text("utf-8"))


@pytest.mark.parametrize("customers", [300, 1000])
def test_who_was_there_before_the_islands_keeps_every_row_byte_for_byte(
    tmp_path: Path, customers: int
) -> None:
    write_demo_bank(tmp_path, customers, 1)
    before = BEFORE[str(customers)]
    assert {path.stem for path in tmp_path.glob("*.csv")} == before.keys()
    for name, known in before.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [*csv.reader(file)][: 1 + known["rows"]]
        text = io.StringIO()
        first = (row[: known["columns"]] for row in rows)
        csv.writer(text, lineterminator="\n").writerows(first)
        digest = hashlib.blake2b(text.getvalue().encode(), digest_size=16).hexdigest()
        assert digest == known["digest"], name
        assert all(not any(row[known["columns"] :]) for row in rows[1:]), name


def rows_with_customers(bank: Bank) -> Iterator[tuple[str, set[str]]]:
    """The customers that each row names, by its file; accounts stand for who owns them."""
    owner = bank.owners()
    for name, rows in bank.rows.items():
        for row in rows:
            named = {row[column] for column in CUSTOMER_COLUMNS if row.get(column)}
            for column in ("account_id", "from_account", "to_account"):
                if row.get(column):
                    named.add(owner[row[column]])
            yield name, named


def test_no_row_ties_an_islander_to_anybody_else(bank: Bank) -> None:
    islanders = set(bank.planted["islanders"])
    for name, named in rows_with_customers(bank):
        assert named <= islanders or named.isdisjoint(islanders), (name, named)


def test_islanders_share_no_phone_address_branch_or_manager_with_anybody_else(bank: Bank) -> None:
    islanders = set(bank.planted["islanders"])
    values = [
        *((row["customer_id"], row["kind"] + row["value"]) for row in bank.rows["identifiers"]),
        *(
            (row["customer_id"], row[column])
            for row in bank.rows["customers"]
            for column in ("branch", "relationship_manager", "region")
        ),
    ]
    of_islanders = {value for customer_id, value in values if customer_id in islanders}
    of_others = {value for customer_id, value in values if customer_id not in islanders}
    assert of_islanders
    assert of_islanders.isdisjoint(of_others)


def test_islanders_come_last_in_every_file(bank: Bank) -> None:
    islanders = set(bank.planted["islanders"])
    last: dict[str, list[bool]] = {}
    for name, named in rows_with_customers(bank):
        last.setdefault(name, []).append(bool(named & islanders))
    for name, of_islands in last.items():
        assert of_islands == sorted(of_islands), name


def test_there_is_an_island_for_each_five_thousand_customers(tmp_path: Path) -> None:
    one = written(tmp_path / "one", 9_999, 1).planted
    two = written(tmp_path / "two", 10_000, 1).planted
    assert (len(one["insiders"]), len(two["insiders"])) == (1, 2)
    assert [len(ring) for ring in two["referral_rings"]] == [3, 4]


def test_families_of_islanders_have_one_surname_and_siblings_too(bank: Bank) -> None:
    surname = {row["customer_id"]: row["name"][0] for row in bank.rows["customers"]}
    siblings = [row for row in bank.rows["kinships"] if row["relation"] == "sibling"]
    assert len(siblings) == 3 * len(bank.planted["insiders"])
    assert all(surname[row["a_id"]] == surname[row["b_id"]] for row in siblings)
