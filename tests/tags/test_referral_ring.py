import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.tags.referral_banks import holders, load, pairs

TAG = "referral_ring"


def test_referrals_around_a_ring_are_told_in_order_and_cut_at_the_latest(bank: ServedBank) -> None:
    load(bank, "C>A 2024-02-01", "A>B 2024-03-01", "B>C 2024-01-01", "C>D", "E>F")
    assert holders(bank, TAG) == {"A", "B", "C"}
    for customer_id in "ABC":
        holding = bank.holding(customer_id, TAG)
        assert holding["value"] == {"size": 3, "customers": ["B", "C", "A"]}
        assert (holding["score"], holding["grade"]) == (3.0, "long")
        assert pairs(holding) == [("B", "C"), ("C", "A"), ("A", "B")]
        facts = holding["evidence"]["facts"]
        assert facts["cut_referral"] == {
            **{"referrer_id": "A", "referred_id": "B", "at": "2024-03-01T00:00:00.000Z"}
        }
        assert facts["edges_hidden"] == 0
    assert holding["sentence"] == {
        "zh": "循环推荐：B→C→A→B（3位）；最晚一笔（2024年3月1日A推荐B）不计入推荐链",
        "en": "Circular referrals of 3 customers: B → C → A → B; the latest, in which A referred B "
        "on 1 March 2024, does not count",
    }
    # The chain begins where it was cut.
    assert holders(bank, "referral_root") == {"B", "E"}
    assert bank.holding("D", "referred_customer")["value"]["path"] == ["B", "C", "D"]


def test_two_who_refer_each_other_are_a_ring_too(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B 2024-01-01", "B>A 2024-01-02")
    b = sqlite_bank.holding("B", TAG)
    assert (b["value"]["size"], b["grade"]) == (2, "mutual")
    assert pairs(b) == [("A", "B"), ("B", "A")]


def test_of_referrals_at_one_instant_that_of_the_smallest_id_is_cut(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, *(f"{pair} 2024-01-01" for pair in ("C>A", "B>C", "A>B")))
    assert sqlite_bank.holding("C", TAG)["value"]["customers"] == ["A", "B", "C"]


def test_two_rings_are_told_apart(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>D 2024-01-01",
        "D>A 2024-01-02",
        "C>B 2024-01-01",
        "B>C 2024-01-02",
    )
    customers = {each: sqlite_bank.holding(each, TAG)["value"]["customers"] for each in "ABCD"}
    assert customers == {"A": ["A", "D"], "D": ["A", "D"], "B": ["C", "B"], "C": ["C", "B"]}


def test_a_later_referral_closes_no_ring(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B 2024-01-02", "C>A 2024-01-01", "B>A 2024-01-03")
    assert not holders(sqlite_bank, TAG)


def test_of_a_long_ring_each_is_told_what_follows_from_itself_on(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "3")
    ids = [f"P{number}" for number in range(9)]
    around = zip(ids, [*ids[1:], ids[0]], strict=True)
    arcs = [f"{a}>{b} 2024-01-0{1 + int(a[1])}" for a, b in around]
    load(sqlite_bank, *arcs, customers=people(*ids))
    eighth = sqlite_bank.holding("P7", TAG)
    assert eighth["value"] == {"size": 9, "customers": ["P7", "P8", "P0"]}
    assert pairs(eighth) == [("P7", "P8"), ("P8", "P0"), ("P0", "P1")]
    facts = eighth["evidence"]["facts"]
    cut = facts["cut_referral"]
    assert (facts["edges_hidden"], cut["referrer_id"], cut["referred_id"]) == (6, "P8", "P0")
    assert "P7 → P8 → P0 → … → P7" in eighth["sentence"]["en"]


def test_a_ring_of_those_who_refused_is_told_for_service_alone(sqlite_bank: ServedBank) -> None:
    refusing = people("A", "B", marketing_consent="false")
    load(sqlite_bank, "A>B", "B>A", customers=refusing)
    assert holders(sqlite_bank, TAG) == set()
    own = sqlite_bank.holders(TAG, purpose="service")
    assert {each["customer_id"] for each in own} == {"A", "B"}
