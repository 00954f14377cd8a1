from pathlib import Path

import pytest

from tests.banks import ServedBank, write_files
from tests.building import accounts_of, companies, guarantees_of, people
from tests.tags.dependent_banks import TAG, held, load, paid


def test_records_count_from_a_half_on_and_others_as_they_are_declared(bank: ServedBank) -> None:
    rows = [
        ("A", "B", "receipts", ".5"),
        ("A", "C", "receipts", ".4999"),
        ("A", "D", "expenditures", ""),
        ("B", "D", "expenditures", ".8"),
        ("C", "D", "other", ""),
        ("C", "A", "output_sold", ".3"),
    ]
    names = ("provider_id", "dependent_id", "basis", "share")
    records = [dict(zip(names, row, strict=True)) for row in rows]
    load(bank, companies(*"ABCD"), dependencies=records)
    assert held(bank) == {
        ("B", "A", "receipts"),
        ("D", "A", "expenditures"),
        ("D", "B", "expenditures"),
        ("D", "C", "other"),
        ("A", "C", "output_sold"),
    }
    b = bank.holding("B", TAG)
    assert (b["subject"], b["score"], b["grade"]) == ("A", 0.5, "majority")
    assert b["value"] == {"provider_id": "A", "basis": "receipts", "share": 0.5}
    assert b["evidence"]["edges"] == [
        {"type": "DEPENDS_ON", "from": "B", "to": "A", "source": "L1"}
        | {"basis": "receipts", "share": 0.5}
    ]
    assert b["sentence"]["zh"] == "其50%的收入来自A，A一旦陷入困境，其还款能力将受到影响"
    d = {each["subject"]: each for each in bank.get(f"/customers/D/tags/{TAG}")["holdings"]}
    assert (d["B"]["grade"], d["B"]["score"]) == ("high", 0.8)
    assert (d["C"]["grade"], d["C"]["score"]) == ("recognised", 0.0)
    assert d["C"]["value"]["share"] is None
    assert d["C"]["sentence"]["zh"].startswith("台账登记为C的经济依存客户，")
    # Without a share the record counts as declared.
    assert (d["A"]["grade"], d["A"]["score"]) == ("recognised", 0.0)
    assert d["A"]["value"] == {"provider_id": "A", "basis": "expenditures", "share": None}
    assert d["A"]["sentence"] == {
        "zh": "台账登记其支出主要付给A，A一旦陷入困境，其还款能力将受到影响",
        "en": "By record its payments go mainly to A: its ability to repay would suffer if A were "
        "in difficulty",
    }


@pytest.mark.parametrize(
    ("amount", "net_assets", "share"),
    [("100", "100", 1.0), ("99.99", "100", None), ("150", "100", 1.5), ("", "100", None)],
)
def test_a_guarantee_of_all_its_net_assets_makes_the_guarantor_depend(
    bank: ServedBank, amount: str, net_assets: str, share: float | None
) -> None:
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(bank, customers, guarantees=guarantees_of("A>B", amount=amount))
    assert held(bank) == ({("A", "B", "guarantee")} if share else set())
    if share:
        a = bank.holding("A", TAG)
        assert (a["value"]["share"], a["score"], a["grade"]) == (share, share, "high")
        (edge,) = a["evidence"]["edges"]
        assert (edge["type"], edge["guarantee_id"]) == ("GUARANTEES", "G-A>B")
        assert a["evidence"]["facts"]["net_assets"] == "100.00"
        assert f"{100 * share:.0f}% of the guarantor's net assets" in a["sentence"]["en"]


@pytest.mark.parametrize("net_assets", ["0", "-5"])
def test_any_guarantee_is_too_much_without_net_assets(
    sqlite_bank: ServedBank, net_assets: str
) -> None:
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(sqlite_bank, customers, guarantees=guarantees_of("A>B", amount="1"))
    a = sqlite_bank.holding("A", TAG)
    assert (a["value"]["share"], a["score"], a["grade"]) == (None, 1.0, "high")
    assert a["sentence"]["zh"].startswith("为B担保1元，而自身净资产为")


@pytest.mark.parametrize(
    ("net_assets", "currency"), [("", "CNY"), ("100", "USD")], ids=["unknown", "other currency"]
)
def test_a_guarantee_that_cannot_be_compared_with_net_assets_says_nothing(
    sqlite_bank: ServedBank, net_assets: str, currency: str
) -> None:
    rows = [{**row, "currency": currency} for row in guarantees_of("A>B", amount="500")]
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(sqlite_bank, customers, guarantees=rows)
    assert held(sqlite_bank) == set()


def test_half_of_the_receipts_from_one_customer_is_dependency(bank: ServedBank) -> None:
    """B takes 100 of 200 from A, and 200 are recorded; A pays 100, all that is seen, of 160."""
    recorded = {"annual_receipts": "200", "annual_expenditures": "160"}
    load(
        bank,
        [*companies("A", "B", **recorded), *companies("C")],
        **accounts_of("A", "B", "C"),
        transactions=[*paid("A>B", 10, 10, 4), *paid("C>B", 1, 60), *paid(">B", 2, 20)],
    )
    assert held(bank) == {
        ("B", "A", "receipts"),
        ("A", "B", "expenditures"),
    }
    b = bank.holding("B", TAG)
    assert b["evidence"]["edges"] == [
        {"type": "PAID", "from": "A", "to": "B", "source": "L1", "amount": "100.00"}
        | {"currency": "CNY", "payments": 10, "months": 4}
    ]
    facts = b["evidence"]["facts"]
    assert (facts["share"], facts["total"], facts["threshold"]) == (0.5, "200.00", 0.5)
    assert (facts["payments"], facts["months"]) == (10, 4)
    assert b["sentence"]["en"] == (
        "50% of the receipts this bank sees in the last 12 months come from A (10 payments, "
        "CNY 100), 50% of its receipts of the year: its ability to repay would suffer if A were "
        "in difficulty"
    )
    a = bank.holding("A", TAG)
    assert (a["value"]["share"], a["evidence"]["edges"][0]["from"]) == (0.625, "A")
    assert a["sentence"]["zh"] == (
        "近12个月在本行可见的支出全部付给B（10笔，100元）；占其全年支出的62.5%，"
        "B一旦陷入困境，其还款能力将受到影响"
    )


def test_nobody_depends_on_itself(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    files = write_files(
        tmp_path,
        customers=companies("A", net_assets="1"),
        dependencies=[{"provider_id": "A", "dependent_id": "A", "basis": "other"}],
        guarantees=guarantees_of("A>A"),
    )
    sqlite_bank.load(files, status=1)
    sqlite_bank.derive("--tags", TAG)
    assert held(sqlite_bank) == set()


def test_several_accounts_and_reasons_of_a_pair_make_one_holding(sqlite_bank: ServedBank) -> None:
    records = accounts_of("A", "B")
    records["accounts"] += [{"account_id": "@A2"}]
    records["account_holders"] += [{"account_id": "@A2", "customer_id": "A"}]
    record = {"provider_id": "A", "dependent_id": "B", "basis": "receipts", "share": ".6"}
    other = {"provider_id": "A", "dependent_id": "B", "basis": "other"}
    load(
        sqlite_bank,
        [*companies("B", net_assets="50", annual_receipts="160"), *people("A")],
        **records,
        transactions=[*paid("A>B", 6, 10, 3), *paid("A2>B", 6, 10, 3), *paid(">B", 1, 40)],
        dependencies=[record, other],
        guarantees=guarantees_of("B>A"),
    )
    b = sqlite_bank.holding("B", TAG)
    told = [(each["basis"], each["share"]) for each in b["evidence"]["facts"]["bases"]]
    assert told == [("guarantee", 2.0), ("receipts", 0.75), ("receipts", 0.6), ("other", None)]
    assert [edge["type"] for edge in b["evidence"]["edges"]] == [
        "GUARANTEES",
        "PAID",
        "DEPENDS_ON",
        "DEPENDS_ON",
    ]
    assert (b["evidence"]["edges"][1]["payments"], b["evidence"]["edges"][1]["months"]) == (12, 3)


def test_a_company_of_which_nothing_is_known_is_unknown(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        [*companies("A", "B", net_assets="500"), *people("P")],
        guarantees=guarantees_of("A>P"),
    )
    for customer_id, told in (("B", "unknown"), ("A", "not-held"), ("P", "not-held")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)
