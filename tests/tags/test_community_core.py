import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.tags.test_community_member import GROUP, cliques, siblings

TAG = "community_core"


@pytest.mark.usefixtures("everybody_leads")
def test_the_leader_of_each_circle_is_its_core(bank: ServedBank) -> None:
    bank.keep(**cliques())
    bank.derive("--as-of", "2025-12-31")
    assert [holder["customer_id"] for holder in bank.holders(TAG)] == ["A1", "B1"]
    held = bank.holding("A1", TAG)
    member = bank.holding("A2", "community_member")
    assert held["value"] == {
        "group_id": member["value"]["group_id"],
        "role": "leader",
        "size": 4,
        "head_id": "A1",
    }
    facts = held["evidence"]["facts"]
    assert (facts["followers_inside"], facts["next_id"]) == (3, "A2")
    leader, second = (bank.holding(each, "opinion_leader")["score"] for each in ("A1", "A2"))
    assert held["score"] == pytest.approx(1 - second / leader)
    assert {edge["from"] for edge in held["evidence"]["edges"]} <= set(GROUP["A"])


def test_a_core_is_named_by_the_same_group_when_it_is_derived_alone(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(**cliques())
    sqlite_bank.derive("--as-of", "2025-12-31")
    before = sqlite_bank.holding("A1", TAG)["value"]["group_id"]
    joined = [("A0", each) for each in (*GROUP["A"], "B2", "B3")]
    sqlite_bank.keep(**cliques(*joined))
    sqlite_bank.derive("--as-of", "2025-12-31", "--tags", TAG)
    held = sqlite_bank.holding("A0", TAG)
    assert held["value"]["group_id"] == before
    # The members are told as of the run that derived them.
    assert sqlite_bank.holding("A1", "community_member")["value"]["head_id"] == "A1"


def test_equals_are_led_by_the_first_by_id(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B", "C"), kinships=siblings(("A", "B"), ("B", "C"), ("C", "A"))
    )
    sqlite_bank.derive("--as-of", "2025-12-31")
    held = sqlite_bank.holding("A", TAG)
    assert (held["score"], held["grade"]) == (0.0, "narrow")
    assert [holder["customer_id"] for holder in sqlite_bank.holders(TAG)] == ["A"]


def test_the_lead_decides_the_grade(sqlite_bank: ServedBank) -> None:
    followers = [f"P{i}" for i in range(6)]
    referrals = [
        {"referrer_id": "A", "referred_id": each, "at": "2025-01-01"} for each in followers
    ]
    sqlite_bank.keep(customers=people("A", *followers), referrals=referrals)
    sqlite_bank.derive("--as-of", "2025-12-31")
    held = sqlite_bank.holding("A", TAG)
    assert held["grade"] == "dominant"
    assert held["evidence"]["facts"]["followers_inside"] == 6
    assert "圈内有6位客户跟随" in held["sentence"]["zh"]
