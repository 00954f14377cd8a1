import pytest

from tests.banks import ServedBank
from tests.building import accounts_of, companies
from tests.tags.dependent_banks import paid
from tests.tags.test_supply_chain_core import depends, load

TAG = "supply_chain_member"


def held(bank: ServedBank) -> set[tuple[str, str, str, float]]:
    """Who lives from which core, on which side, by what share."""
    return {
        (each["customer_id"], *(each["value"][key] for key in ("core_id", "side", "share")))
        for each in bank.all_holdings([TAG])
        if each["tag_id"] == TAG
    }


def test_who_sells_to_the_core_is_upstream_and_who_buys_from_it_downstream(
    bank: ServedBank,
) -> None:
    """B does both: 900 of the 1,200 that it takes, .75, and all of the 240 that it pays."""
    load(
        bank,
        companies(*"ABCK", annual_receipts="1200", annual_expenditures="240"),
        **accounts_of(*"BK"),
        dependencies=depends("K<A receipts .5", "K<C expenditures .8"),
        transactions=[*paid("K>B", 12, 75), *paid(">B", 1, 300), *paid("B>K", 12, 20)],
    )
    assert held(bank) == {
        ("A", "K", "upstream", 0.5),
        ("B", "K", "both", 1.0),
        ("C", "K", "downstream", 0.8),
    }
    a, b, c = (bank.holding(each, TAG) for each in "ABC")
    assert [each["subject"] for each in (a, b, c)] == ["K"] * 3
    assert [(each["score"], each["grade"]) for each in (a, b, c)] == [
        (0.5, "majority"),
        (1.0, "high"),
        (0.8, "high"),
    ]
    assert a["evidence"]["edges"] == [
        {"type": "DEPENDS_ON", "from": "A", "to": "K", "source": "L1"}
        | {"basis": "receipts", "share": 0.5}
    ]
    assert [(edge["from"], edge["to"], edge["amount"]) for edge in b["evidence"]["edges"]] == [
        ("B", "K", "240.00"),
        ("K", "B", "900.00"),
    ]
    assert [
        (each["side"], each["share"], each["total"]) for each in b["evidence"]["facts"]["reasons"]
    ] == [("downstream", 1.0, "240.00"), ("upstream", 0.75, "1200.00")]
    assert a["sentence"] == {
        "zh": "核心企业K的上游：其50%的收入来自K",
        "en": "Upstream of K: 50% of its receipts come from K",
    }
    assert c["sentence"]["zh"] == "核心企业K的下游：其80%的支出付给K"
    assert b["sentence"]["zh"].startswith(
        "兼为核心企业K的上下游：近12个月在本行可见的支出全部付给K（12笔，240元）；"
        "占其全年支出的100%，且近12个月在本行可见的收入有75%来自K（"
    )


def test_of_two_cores_a_customer_is_a_member_of_either(sqlite_bank: ServedBank) -> None:
    """A has half of its receipts from each; only three live from K and L, and two from M."""
    records = [f"{core}<{each} receipts .5" for core in "KL" for each in "ABC"]
    few = [f"M<{each} expenditures 1" for each in "AB"]
    load(sqlite_bank, companies(*"ABCKLM"), dependencies=depends(*records, *few))
    assert held(sqlite_bank) == {(each, core, "upstream", 0.5) for core in "KL" for each in "ABC"}


def test_a_core_may_be_a_member_of_another_and_of_its_own_members(sqlite_bank: ServedBank) -> None:
    records = [
        f"{core}<{each} receipts .6"
        for core, members in (("K", "ABL"), ("L", "CDK"))
        for each in members
    ]
    load(sqlite_bank, companies(*"ABCDKL"), dependencies=depends(*records))
    assert held(sqlite_bank) == {
        *((each, "K", "upstream", 0.6) for each in "ABL"),
        *((each, "L", "upstream", 0.6) for each in "CDK"),
    }


def test_sales_of_output_are_told_as_such(sqlite_bank: ServedBank) -> None:
    records = depends(*(f"K<{each} output_sold .7" for each in "ABC"))
    load(sqlite_bank, companies(*"ABCK"), dependencies=records)
    assert sqlite_bank.holding("A", TAG)["sentence"] == {
        "zh": "核心企业K的上游：产品主要售予K（占70%）",
        "en": "Upstream of K: it sells its output to K (70%)",
    }


@pytest.mark.parametrize(("customer_id", "told"), [("K", "not-held"), ("X", "unknown")])
def test_of_a_company_without_any_record_or_payment_it_is_unknown(
    sqlite_bank: ServedBank, customer_id: str, told: str
) -> None:
    records = depends(*(f"K<{each} receipts .5" for each in "ABC"))
    load(sqlite_bank, companies(*"ABCKX"), dependencies=records)
    answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
    assert answer["type"].endswith(told)
