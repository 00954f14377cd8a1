from pathlib import Path
from typing import Any

import pytest

from tests.banks import Row, ServedBank, companies, guarantees_of, people, write_files

TAG = "economic_dependent"


def accounts_of(*customer_ids: str, **joint: str) -> dict[str, list[dict[str, Any]]]:
    """An account for each customer, called after it; `joint` names a second owner."""
    return {
        "accounts": [{"account_id": f"@{each}", "currency": "CNY"} for each in customer_ids],
        "account_holders": [
            *({"account_id": f"@{each}", "customer_id": each} for each in customer_ids),
            *(
                {"account_id": f"@{each}", "customer_id": other, "role": "joint"}
                for each, other in joint.items()
            ),
        ],
    }


def paid(
    arc: str, times: int, each: int = 10, months: int = 12, currency: str = "CNY"
) -> list[dict[str, Any]]:
    """Payments from `a>b`, spread over some months of 2025; either side may be empty: outside."""
    payer, payee = arc.split(">")
    return [
        {
            "transaction_id": f"{arc}-{currency}-{each}-{i}",
            "from_account": payer and f"@{payer}",
            "to_account": payee and f"@{payee}",
            "amount": each,
            "currency": currency,
            "at": f"2025-{1 + i % months:02}-{1 + i // months:02}",
        }
        for i in range(times)
    ]


def load(
    bank: ServedBank, folder: Path, customers: list[dict[str, Any]], /, **records: Any
) -> None:
    """Load a bank of these customers and derive it at the end of 2025."""
    rows: dict[str, list[Row]] = {name: rows for name, rows in records.items() if rows}
    bank.load(write_files(folder, customers=customers, **rows))
    bank.derive("--tags", TAG, "--as-of", "2025-12-31")


def held(bank: ServedBank) -> set[tuple[str, str, str]]:
    """Who depends on whom, by which basis."""
    return {
        (each["customer_id"], each["value"]["provider_id"], each["value"]["basis"])
        for each in bank.all_holdings([TAG])
    }


def test_records_count_from_a_half_on_and_others_as_they_are_declared(
    bank: ServedBank, tmp_path: Path
) -> None:
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
    load(bank, tmp_path, companies(*"ABCD"), dependencies=records)
    assert held(bank) == {
        ("B", "A", "receipts"),
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


@pytest.mark.parametrize(
    ("amount", "net_assets", "share"),
    [("100", "100", 1.0), ("99.99", "100", None), ("150", "100", 1.5), ("", "100", None)],
)
def test_a_guarantee_of_all_its_net_assets_makes_the_guarantor_depend(
    bank: ServedBank, tmp_path: Path, amount: str, net_assets: str, share: float | None
) -> None:
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(bank, tmp_path, customers, guarantees=guarantees_of("A>B", amount=amount))
    assert held(bank) == ({("A", "B", "guarantee")} if share else set())
    if share:
        a = bank.holding("A", TAG)
        assert (a["value"]["share"], a["score"], a["grade"]) == (share, share, "high")
        (edge,) = a["evidence"]["edges"]
        assert (edge["type"], edge["guarantee_id"]) == ("GUARANTEES", "G-A>B")
        assert a["evidence"]["facts"]["net_assets"] == "100.00"
        assert f"{100 * share:.0f}% of its net assets" in a["sentence"]["en"]


@pytest.mark.parametrize("net_assets", ["0", "-5"])
def test_any_guarantee_is_too_much_without_net_assets(
    sqlite_bank: ServedBank, tmp_path: Path, net_assets: str
) -> None:
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(sqlite_bank, tmp_path, customers, guarantees=guarantees_of("A>B", amount="1"))
    a = sqlite_bank.holding("A", TAG)
    assert (a["value"]["share"], a["score"], a["grade"]) == (None, 1.0, "high")
    assert a["sentence"]["zh"].startswith("为B担保1.00 CNY，而其净资产为")


@pytest.mark.parametrize(
    ("net_assets", "currency"), [("", "CNY"), ("100", "USD")], ids=["unknown", "other currency"]
)
def test_a_guarantee_that_cannot_be_compared_with_net_assets_says_nothing(
    sqlite_bank: ServedBank, tmp_path: Path, net_assets: str, currency: str
) -> None:
    rows = [{**row, "currency": currency} for row in guarantees_of("A>B", amount="500")]
    customers = [*companies("A", net_assets=net_assets), *companies("B")]
    load(sqlite_bank, tmp_path, customers, guarantees=rows)
    assert held(sqlite_bank) == set()


def test_half_of_the_receipts_from_one_customer_is_dependency(
    bank: ServedBank, tmp_path: Path
) -> None:
    load(
        *(bank, tmp_path, companies("A", "B", "C")),
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
        "50% of its receipts come from A (10 payments, 100.00 CNY, in 4 months of the last "
        "twelve): if A were in difficulty, it would be too"
    )
    a = bank.holding("A", TAG)
    assert (a["value"]["share"], a["evidence"]["edges"][0]["from"]) == (1.0, "A")


@pytest.mark.parametrize(
    ("payments", "expected"),
    [
        pytest.param([*paid("A>B", 10), *paid("C>B", 1, 100)], True, id="half"),
        pytest.param([*paid("A>B", 10), *paid("C>B", 1, 101)], False, id="less than half"),
        pytest.param([*paid("A>B", 10), *paid(">B", 1, 101)], False, id="cash in the total"),
        pytest.param([*paid("A>B", 10), *paid("X>B", 1, 101)], False, id="unknown in the total"),
        pytest.param(paid("A>B", 9), False, id="nine payments"),
        pytest.param(paid("A>B", 10, months=2), False, id="two months"),
        pytest.param(paid("A>B", 10, months=3), True, id="three months"),
        pytest.param([*paid("A>B", 10), *paid("B2>B", 1, 500)], True, id="own account"),
        pytest.param(paid("B2>B", 10), False, id="oneself"),
        pytest.param(paid(">B", 10), False, id="cash alone"),
    ],
)
def test_payments_make_a_dependent_from_the_thresholds_on(
    sqlite_bank: ServedBank, tmp_path: Path, payments: list[dict[str, Any]], expected: bool
) -> None:
    records = accounts_of("A", "B", "C")
    records["accounts"] += [{"account_id": "@X"}, {"account_id": "@B2"}]
    records["account_holders"] += [{"account_id": "@B2", "customer_id": "B"}]
    customers = [*companies("B"), *people("A", "C")]
    load(sqlite_bank, tmp_path, customers, **records, transactions=payments)
    assert held(sqlite_bank) == ({("B", "A", "receipts")} if expected else set())


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("SHARE", ".7", True),
        ("SHARE", ".71", False),
        ("PAYMENTS", "15", False),
        ("MONTHS", "5", False),
    ],
)
def test_the_thresholds_are_settings(
    sqlite_bank: ServedBank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    expected: bool,
) -> None:
    monkeypatch.setenv(f"GUANXI_DEPENDENCY_{variable}", value)
    load(
        *(sqlite_bank, tmp_path, [*companies("B"), *people("A")]),
        **accounts_of("A", "B"),
        transactions=[*paid("A>B", 14, 10, 4), *paid(">B", 1, 60)],
    )
    assert bool(held(sqlite_bank)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-03-31", 0), ("2025-04-30", 12), ("2026-08-31", 12), ("2026-09-30", 0)],
)
def test_only_the_twelve_months_to_the_day_count(
    sqlite_bank: ServedBank, tmp_path: Path, day: str, expected: int
) -> None:
    # Three payments at the beginning of each month of 2025.
    load(
        *(sqlite_bank, tmp_path, [*companies("B"), *people("A")]),
        **accounts_of("A", "B"),
        transactions=paid("A>B", 36),
    )
    sqlite_bank.derive("--tags", TAG, "--as-of", day)
    counted = [each["evidence"]["facts"]["payments"] for each in sqlite_bank.all_holdings([TAG])]
    assert counted == ([expected] if expected else [])


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


def test_only_companies_are_searched_in_payments(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    load(
        *(sqlite_bank, tmp_path, people("A", "B")),
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
    )
    assert held(sqlite_bank) == set()


def test_receipts_are_judged_in_the_currency_of_most_of_them(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(
        *(sqlite_bank, tmp_path, [*companies("B"), *people("A", "C")]),
        **accounts_of("A", "B", "C"),
        transactions=[
            *paid("A>B", 12, 10, currency="USD"),
            *paid("C>B", 3, 10, currency="USD"),
            *paid("C>B", 11, 9999),
        ],
    )
    (b,) = sqlite_bank.all_holdings([TAG])
    assert b["value"] == {"provider_id": "A", "basis": "receipts", "share": 0.8}
    assert b["evidence"]["facts"]["total"] == "150.00"


def test_of_two_currencies_with_as_many_payments_the_first_by_name_counts(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(
        *(sqlite_bank, tmp_path, [*companies("B"), *people("A", "C")]),
        **accounts_of("A", "B", "C"),
        transactions=[*paid("A>B", 12, currency="USD"), *paid("C>B", 12)],
    )
    assert held(sqlite_bank) == {("B", "C", "receipts")}


def test_a_joint_account_counts_for_each_owner(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    load(
        *(sqlite_bank, tmp_path, [*companies("B", "D"), *people("A", "C")]),
        **accounts_of("A", "B", A="C", B="D"),
        transactions=[*paid("A>B", 10), *paid(">B", 1, 100)],
    )
    assert held(sqlite_bank) == {
        (dependent, provider, "receipts") for dependent in "BD" for provider in "AC"
    }
    holdings = sqlite_bank.all_holdings([TAG])
    assert {each["value"]["share"] for each in holdings} == {0.5}


def test_several_accounts_and_reasons_of_a_pair_make_one_holding(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    records = accounts_of("A", "B")
    records["accounts"] += [{"account_id": "@A2"}]
    records["account_holders"] += [{"account_id": "@A2", "customer_id": "A"}]
    record = {"provider_id": "A", "dependent_id": "B", "basis": "receipts", "share": ".6"}
    other = {"provider_id": "A", "dependent_id": "B", "basis": "other"}
    load(
        *(sqlite_bank, tmp_path, [*companies("B", net_assets="50"), *people("A")]),
        **records,
        transactions=[*paid("A>B", 6, 10, 3), *paid("A2>B", 6, 10, 3), *paid(">B", 1, 40)],
        dependencies=[record, other],
        guarantees=guarantees_of("B>A"),
    )
    b = sqlite_bank.holding("B", TAG)
    told = [(each["basis"], each["share"]) for each in b["evidence"]["facts"]["bases"]]
    assert told == [("guarantee", 2.0), ("receipts", 0.75), ("receipts", 0.6), ("other", None)]
    assert [edge["type"] for edge in b["evidence"]["edges"]] == [
        *("GUARANTEES", "PAID"),
        *("DEPENDS_ON", "DEPENDS_ON"),
    ]
    assert (b["evidence"]["edges"][1]["payments"], b["evidence"]["edges"][1]["months"]) == (12, 3)


@pytest.mark.parametrize(("exposure", "searched"), [("50", False), ("50.01", True)])
def test_with_tier_1_capital_only_large_exposures_are_searched_but_records_always_count(
    sqlite_bank: ServedBank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exposure: str,
    searched: bool,
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    load(
        *(sqlite_bank, tmp_path, [*companies("B", net_assets="50"), *people("A", "C")]),
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
        guarantees=guarantees_of("B>C"),
        dependencies=[{"provider_id": "C", "dependent_id": "B", "basis": "other"}],
        exposures=[
            {"exposure_id": "E1", "customer_id": "B", "amount": exposure, "currency": "CNY"},
            {"exposure_id": "E2", "customer_id": "B", "amount": "999", "currency": "USD"},
        ],
    )
    found = {("B", "A", "receipts"), ("B", "C", "guarantee")}
    assert held(sqlite_bank) == (found if searched else {("B", "C", "other")})


def test_a_trigger_of_nothing_searches_everybody(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    monkeypatch.setenv("GUANXI_DEPENDENCY_TRIGGER", "0")
    load(
        *(sqlite_bank, tmp_path, [*companies("B", net_assets="50"), *people("C")]),
        guarantees=guarantees_of("B>C"),
    )
    assert held(sqlite_bank) == {("B", "C", "guarantee")}


def test_a_company_of_which_nothing_is_known_is_unknown(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(
        *(sqlite_bank, tmp_path, [*companies("A", "B", net_assets="500"), *people("P")]),
        guarantees=guarantees_of("A>P"),
    )
    for customer_id, told in (("B", "unknown"), ("A", "not-held"), ("P", "not-held")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)
