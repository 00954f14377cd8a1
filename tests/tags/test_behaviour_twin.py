import math
from typing import Any

import pytest

import service.__main__
from tests.banks import ServedBank
from tests.building import companies, people
from tests.relations.payments.counterparty_banks import bank_rows, paying, referring

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "behaviour_twin"
#: L brought three others in: of all whom somebody follows, most follow L.
LEADING = referring("LM", "LN", "LO")


def held(
    bank: ServedBank, *payments: str, outside: str = "uvwxyz", **records: Any
) -> dict[str, float]:
    """Who is a twin, and how much so, in a bank that L leads unless said otherwise."""
    transactions = records.pop("transactions", []) + paying(*payments)
    records.setdefault("referrals", LEADING)
    records.setdefault("customers", people(*"ABLMNO"))
    bank.keep(**bank_rows(transactions, outside, **records))
    bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    return {holder["customer_id"]: holder["score"] for holder in bank.holders(TAG)}


def test_who_pays_and_is_paid_as_a_leader_is_its_twin(bank: ServedBank) -> None:
    assert held(bank, "L>uv*3", "A>uv*3", "w>LA", "B>ux", "M>y") == {"A": 1.0}
    # Of four who pay or are paid, two pay v and two are paid by w, three pay u.
    rare, less, thrice = math.log(1 + 4 / 2), math.log(1 + 4 / 3), 1 + math.log(3)
    leader = math.hypot(thrice * less, thrice * rare, rare)
    held_by_a = bank.holding("A", TAG)
    assert held_by_a["grade"] == "high"
    assert held_by_a["value"] == {
        "tag_id": "opinion_leader",
        "twin_id": "L",
        "similarity": 1.0,
        "shared": 3,
    }
    assert held_by_a["sentence"] == {
        "zh": "收付款对象与持有“意见领袖”标签的L相似度为100%："
        "共同的收款方为@v、@u，共同的付款方为@w",
        "en": "Deals with much the same parties as L, who holds the tag Opinion leader "
        "(100% alike): shared payees @v and @u; shared payer @w",
    }
    edges = [(e["from"], e["to"], e["payments"]) for e in held_by_a["evidence"]["edges"]]
    assert edges == [
        ("A", "@v", 3),
        ("L", "@v", 3),
        ("A", "@u", 3),
        ("L", "@u", 3),
        ("@w", "A", 1),
        ("@w", "L", 1),
    ]
    assert held_by_a["evidence"]["edges"][0] == {
        **{"type": "PAID", "from": "A", "to": "@v", "source": "L1", "payments": 3},
        **{"amount": "30.00", "currency": "CNY", "last_at": "2025-03-04T00:00:00.000Z"},
    }
    facts = held_by_a["evidence"]["facts"]
    assert facts["holders_compared"] == 1
    assert facts["payees"] == [
        ["@v", round((thrice * rare / leader) ** 2, 4)],
        ["@u", round((thrice * less / leader) ** 2, 4)],
    ]
    assert facts["payers"] == [["@w", round((rare / leader) ** 2, 4)]]
    report = bank.get("/runs/1")["report"]["tags"]
    assert set(report) == {TAG}
    assert report[TAG]["notes"]["of"] == "opinion_leader"
    assert bank.get("/customers/O/tags/behaviour_twin", 404)["type"].endswith("unknown")


def test_paying_somebody_is_not_being_paid_by_it(sqlite_bank: ServedBank) -> None:
    assert held(sqlite_bank, "L>uvw", "u>A", "v>A", "w>A") == {}


def test_too_few_in_common_make_no_twin(sqlite_bank: ServedBank) -> None:
    assert held(sqlite_bank, "L>u", "A>u") == {}


def test_what_many_have_in_common_counts_less(sqlite_bank: ServedBank) -> None:
    # Both have two of L's three payees, and nearly everybody pays z and u.
    scores = held(sqlite_bank, "L>zuv", "A>zv", "B>zu", "M>zu", "N>zu", "O>zu")
    assert scores["A"] > scores["B"] > 0


def test_a_counterparty_of_too_many_makes_nobody_alike_by_itself(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TWIN_COMMON_CUSTOMERS", "2")
    scores = held(sqlite_bank, "L>zuv", "A>zu", "B>zu", "M>zv")
    # Three pay z and three pay u, but only L and M pay v: A and B have met L nowhere.
    assert set(scores) == {"M"}
    assert sqlite_bank.holding("M", TAG)["value"]["shared"] == 2
    assert sqlite_bank.get("/runs/1")["report"]["tags"][TAG]["notes"]["common_counterparties"] == 2


def test_the_twin_is_the_holder_most_alike_and_among_equals_the_first(
    sqlite_bank: ServedBank,
) -> None:
    referrals = referring("LM", "LN", "KO", "KP")
    customers = people(*"ABKLMNOP")
    scores = held(
        sqlite_bank,
        "K>uvw",
        "L>uvwxy",
        "A>uvwxy",
        "B>uv",
        referrals=referrals,
        customers=customers,
    )
    assert scores["A"] == 1.0
    twins = {each: sqlite_bank.holding(each, TAG)["value"]["twin_id"] for each in "AB"}
    assert twins == {"A": "L", "B": "K"}
    held(
        sqlite_bank,
        "K>xy",
        referrals=referrals,
        customers=customers,
    )
    assert sqlite_bank.holding("A", TAG)["value"]["twin_id"] == "K"


def test_customers_who_are_payees_are_compared_by_themselves_and_accounts_outside_by_id(
    sqlite_bank: ServedBank,
) -> None:
    # @c and @d both belong to C, so A and L pay the same payee; w is nobody's.
    transactions = paying("L>cw", "A>dw")
    customers = [*people(*"ALMNO"), *companies("C")]
    records = bank_rows(transactions, "cdw", customers, referrals=LEADING)
    records["account_holders"] = [
        *records["account_holders"],
        {"account_id": "@c", "customer_id": "C"},
        {"account_id": "@d", "customer_id": "C"},
    ]
    sqlite_bank.keep(**records)
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    holding = sqlite_bank.holding("A", TAG)
    assert holding["value"]["similarity"] == 1.0
    assert {edge["to"] for edge in holding["evidence"]["edges"]} == {"C", "@w"}


def test_cash_is_no_counterparty(sqlite_bank: ServedBank) -> None:
    cash = [
        {**row, "to_account": ""} if row["to_account"] == "@v" else row
        for row in paying("L>uv", "A>uv")
    ]
    assert held(sqlite_bank, transactions=cash) == {}


def test_payments_in_several_currencies_are_counted_and_their_amounts_kept_apart(
    sqlite_bank: ServedBank,
) -> None:
    yen = paying("A>u", currency="JPY")
    held(sqlite_bank, "L>uv*2", "A>u", "A>v*2", transactions=yen)
    holding = sqlite_bank.holding("A", TAG)
    assert holding["score"] == 1.0
    amounts = {(e["from"], e["to"], e["currency"]) for e in holding["evidence"]["edges"]}
    assert {("A", "@u", "CNY"), ("A", "@u", "JPY")} <= amounts


def test_payments_after_the_day_do_not_count(sqlite_bank: ServedBank) -> None:
    later = paying("A>uv", at="2026-01-01")
    assert held(sqlite_bank, "L>uv", transactions=later) == {}
    sqlite_bank.derive("--tags", TAG, "--as-of", "2026-01-01")
    assert sqlite_bank.holding("A", TAG)["score"] == 1.0


def test_edges_beyond_the_limit_are_counted_by_counterparty(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "5")
    held(sqlite_bank, "L>uvwxyz", "A>uvwxyz")
    evidence = sqlite_bank.holding("A", TAG)["evidence"]
    # Two edges of each counterparty: the third would be cut in half.
    assert len(evidence["edges"]) == 4
    assert evidence["facts"]["counterparties_without_edges"] == 4
    assert evidence["facts"]["payees_in_common"] == 6
    assert len(evidence["facts"]["payees"]) == 5
    sentence = sqlite_bank.holding("A", TAG)["sentence"]
    assert sentence["zh"].endswith("共同的收款方为@u、@v、@w等6位")
    assert sentence["en"].endswith("shared payees @u, @v, @w and 3 others")


def test_marketing_lists_leave_out_who_refused(sqlite_bank: ServedBank) -> None:
    customers = [*people(*"BLMNO"), *people("A", marketing_consent="false")]
    scores = held(sqlite_bank, "L>uv", "A>uv", "B>uv", customers=customers)
    assert set(scores) == {"B"}
    assert sqlite_bank.holding("A", TAG)["score"] == 1.0


def test_another_tag_may_be_chosen_whatever_the_grade_of_its_holders(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_BEHAVIOUR_TWIN_OF", "insider_related")
    staff = [*people("E", x_employee="true"), *people(*"ABFLMNO")]
    kin = [{"a_id": "F", "b_id": "E", "relation": "sibling"}]
    scores = held(
        sqlite_bank,
        "E>uv",
        "F>wx",
        "A>uv",
        "B>wx",
        customers=staff,
        kinships=kin,
    )
    assert scores == {"A": 1.0, "B": 1.0}
    assert sqlite_bank.holding("B", TAG)["value"]["tag_id"] == "insider_related"
    assert "持有“内部人关联”标签的F" in sqlite_bank.holding("B", TAG)["sentence"]["zh"]
    assert sqlite_bank.get("/tags/insider_related")["coverage"]["holders"] == 0


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [("nonsense", "there is no such tag"), (TAG, "cannot stand on itself")],
)
def test_a_tag_that_cannot_be_chosen_is_refused_before_anything_is_done(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    chosen: str,
    reason: str,
) -> None:
    held(sqlite_bank, "L>uv", "A>uv")
    monkeypatch.setenv("GUANXI_BEHAVIOUR_TWIN_OF", chosen)
    for command in (["derive"], ["serve", "--port", "0"]):
        assert service.__main__.main(command) == 2
        assert reason in capsys.readouterr().err
    assert [run["run_id"] for run in sqlite_bank.get("/runs")["items"]] == [1]


def test_what_if_follows_what_the_chosen_tag_reads(sqlite_bank: ServedBank) -> None:
    held(sqlite_bank, "L>uv", "A>uv", "K>wx", "B>wx", customers=people(*"ABKLMNO"))
    said = {
        "remove": [{"type": "REFERRED", "from": "L", "to": each} for each in "MNO"],
        "add": [{"type": "REFERRED", "from": "K", "to": each} for each in "MNO"],
        "customers": ["A", "B"],
        "tags": [TAG],
    }
    response = sqlite_bank.client.post("/api/v1/what-if", json=said)
    a, b = response.get_json()["customers"]
    assert [each["tag_id"] for each in a["lost"]] == [TAG]
    assert [each["value"]["twin_id"] for each in b["gained"]] == ["K"]


def test_a_company_is_no_twin_of_a_person(sqlite_bank: ServedBank) -> None:
    customers = [*people(*"ALMNO"), *companies("K")]
    twins = held(sqlite_bank, "L>uv", "A>uv", "K>uv", customers=customers)
    assert twins == {"A": 1.0}
