"""By which standard somebody stands in a register; the arithmetic is beside each case."""

import pytest

from tests.api.owners.owned import ends, entries, load, register, unknown
from tests.banks import ServedBank
from tests.building import kin, offices


def test_an_owner_through_others_meets_ownership_and_the_rest_is_unknown(bank: ServedBank) -> None:
    """.76 x .61 = .4636; of the firm .39 is not told, and of its owner .04: .39 + .61 x .04."""
    load(bank, "P1>B .76", "P2>B .2", "B>A .61", positions=offices("P3 executive A"))
    found = register(bank, "A")
    assert (found["unknown"], found["threshold"], found["inclusive"]) == (0.4144, 0.25, True)
    [owner] = found["items"]
    assert owner | {"because": ""} == {
        **{"customer_id": "P1", "name": "P1", "standard": "ownership", "share": 0.4636},
        **{"votes": 0.61, "votes_together": None, "because": ""},
    }
    assert owner["because"] == {
        "zh": "通过B对A间接享有46.4%的权益，达到25%的认定标准，是其受益所有人",
        "en": "Owns 46.4% of A, through B, which reaches the threshold of 25%: a beneficial owner",
        "edges": [
            {
                **{"type": "OWNS", "from": "B", "to": "A", "source": "L1"},
                **{"share": 0.61, "votes": 0.61},
            },
            {
                **{"type": "OWNS", "from": "P1", "to": "B", "source": "L1"},
                **{"share": 0.76, "votes": 0.76},
            },
        ],
        "paths": [{"customers": ["P1", "B", "A"], "product": 0.4636}],
    }


@pytest.mark.parametrize(("inclusive", "standard"), [("true", "ownership"), ("false", "unknown")])
def test_exactly_a_quarter_is_enough_or_not_by_the_setting(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch, inclusive: str, standard: str
) -> None:
    """.5 x .5 = .25, and .25 of the votes through B, which P1 does not control."""
    monkeypatch.setenv("GUANXI_BENEFICIAL_INCLUSIVE", inclusive)
    load(bank, "P1>B .5", "B>A .5")
    assert register(bank, "A")["items"][0]["standard"] == standard
    assert unknown(bank, "A") == 0.75


def test_the_threshold_counts_for_votes_as_well(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes = {"owner_id": "P1", "owned_id": "A", "share": ".1", "votes": ".25"}
    load(sqlite_bank, "P2>A .3", ownerships=[votes])
    assert [each[:2] for each in entries(sqlite_bank, "A")] == [
        ("P2", "ownership"),
        ("P1", "rights"),
    ]
    monkeypatch.setenv("GUANXI_BENEFICIAL_INCLUSIVE", "false")
    sqlite_bank._own.clear()
    assert [each[:2] for each in entries(sqlite_bank, "A")] == [("P2", "ownership")]
    monkeypatch.setenv("GUANXI_BENEFICIAL_THRESHOLD", "0.31")
    sqlite_bank._own.clear()
    assert entries(sqlite_bank, "A") == [(None, "unknown", 0.6, None)]


def test_cross_holdings_count_to_the_limit(bank: ServedBank) -> None:
    """A = .8 P + .1 B and B = .6 A: P owns .8 / (1 - .06) = 40/47 of A; B's other .4 is unknown."""
    load(bank, "P>A .8", "A>B .6", "B>A .1")
    for company, share, votes in (("A", 40 / 47, 0.9), ("B", 24 / 47, 0.6)):
        [(*who, told, voted)] = entries(bank, company)
        assert who == ["P", "ownership"]
        assert told == pytest.approx(share)
        assert voted == votes
    # .1 of A that nobody is told for, and .4 of B, .1 of which is A's: (.1 + .04) / .94 = 7/47.
    assert unknown(bank, "A") == pytest.approx(7 / 47)
    assert unknown(bank, "B") == pytest.approx(23 / 47)


def test_votes_count_though_the_shares_are_less(sqlite_bank: ServedBank) -> None:
    """P has .1 of the shares and .3 of the votes."""
    load(
        sqlite_bank,
        "P2>A .9",
        ownerships=[{"owner_id": "P1", "owned_id": "A", "share": ".1", "votes": ".3"}],
    )
    assert entries(sqlite_bank, "A") == [
        ("P2", "ownership", 0.9, 0.9),
        ("P1", "rights", 0.1, 0.3),
    ]
    assert unknown(sqlite_bank, "A") == 0.0
    because = register(sqlite_bank, "A")["items"][1]["because"]
    assert (because["zh"], because["en"]) == (
        "直接控制其30%的表决权，达到25%的认定标准，而所享权益为10%",
        "Controls 30% of its votes, which reaches the threshold of 25%, while owning 10% of it",
    )


def test_votes_count_through_what_a_person_controls_and_not_otherwise(bank: ServedBank) -> None:
    """P controls B (.6), which holds .35 of A: votes .35, share .21. P2 has .4 of B and no say."""
    load(bank, "P1>B .6", "P2>B .4", "B>A .35")
    assert entries(bank, "A") == [("P1", "rights", 0.21, 0.35)]
    assert unknown(bank, "A") == 0.65
    [entry] = register(bank, "A")["items"]
    assert ends(entry) == [("OWNS", "B", "A"), ("OWNS", "P1", "B")]
    assert entry["because"]["zh"].startswith("通过B控制其35%的表决权")


def test_a_record_is_control_by_itself_and_a_cascade_ends_in_the_person(
    bank: ServedBank,
) -> None:
    """P1 controls B by contract, and B has .6 of the votes of A: nothing is owned, .6 voted."""
    record = {"controller_id": "P1", "controlled_id": "B", "basis": "contract"}
    load(bank, "B>A .6", "P2>A .4", "P2>B 1", controls=[record])
    assert entries(bank, "B") == [
        ("P2", "ownership", 1.0, 1.0),
        ("P1", "control", 0.0, 0.0),
    ]
    assert entries(bank, "A") == [
        ("P2", "ownership", 1.0, 1.0),
        ("P1", "rights", 0.0, 0.6),
    ]
    by_record, by_votes = (register(bank, each)["items"][1] for each in "BA")
    assert by_record["because"]["zh"] == "通过合同对其实施控制"
    assert by_record["because"]["en"] == "Controls it by a contract"
    assert ends(by_record) == [("CONTROLS", "P1", "B")]
    assert by_record["because"]["edges"][0]["basis"] == "contract"
    assert ends(by_votes) == [("OWNS", "B", "A"), ("CONTROLS", "P1", "B")]


THREE = ("P1>A .2", "P2>A .2", "P3>A .2")
SIBLINGS = kin("P1 sibling P2", "P2 sibling P3", "P1 sibling P3")


def test_kin_who_act_in_concert_are_counted_together(bank: ServedBank) -> None:
    """None of three siblings reaches .25; together they vote .6, more than half."""
    load(bank, *THREE, kinships=SIBLINGS, positions=offices("P9 legal_representative A"))
    assert entries(bank, "A") == [(each, "control", 0.2, 0.2) for each in ("P1", "P2", "P3")]
    first, *_ = register(bank, "A")["items"]
    assert first["votes_together"] == 0.6
    assert first["because"]["zh"] == "与P2、P3一致行动，合计控制其60%的表决权，超过50%"
    assert first["because"]["en"] == (
        "Controls 60% of its votes in concert with P2 and P3, more than 50%"
    )
    assert ends(first) == [("OWNS", each, "A") for each in ("P1", "P2", "P3")]
    assert unknown(bank, "A") == 0.4


def test_without_kin_pooling_three_fifths_are_nobodys(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_KIN_POOLING", "false")
    load(sqlite_bank, *THREE, kinships=SIBLINGS, positions=offices("P9 legal_representative A"))
    assert entries(sqlite_bank, "A") == [
        (None, "unknown", 0.4, None),
        ("P9", "management", 0.0, 0.0),
    ]


def test_numbers_of_one_person_are_one_owner(bank: ServedBank) -> None:
    """.3 + .3 = .6 under the number that the two are known by."""
    one = {"customer_id": "P1", "other_customer_id": "P2", "basis": "same person"}
    load(bank, "P1>K .3", "P2>K .3", same_as=[one], positions=offices("P2 executive K"))
    bank.derive("--tags", "beneficial_owner,decision_maker")
    assert entries(bank, "K") == [("P1", "ownership", 0.6, 0.6)]
    [owner] = register(bank, "K")["items"]
    assert [edge.get("from_number") for edge in owner["because"]["edges"]] == [None, "P2"]
    assert owner["because"]["zh"].startswith("对K直接享有60%的权益")
    [decides] = bank.get("/customers/K/decision-makers")["items"]
    assert (decides["customer_id"], decides["votes"], decides["controls"]) == ("P1", 0.6, True)
    assert [office["role"] for office in decides["offices"]] == ["executive"]


@pytest.mark.parametrize("address", ["beneficial-owners", "decision-makers"])
def test_another_number_of_a_company_leads_to_the_one_it_is_known_by(
    sqlite_bank: ServedBank, address: str
) -> None:
    one = {"customer_id": "K1", "other_customer_id": "K2", "basis": "same firm"}
    load(sqlite_bank, "P1>K1 .3", "P1>K2 .3", same_as=[one])
    sqlite_bank.derive("--tags", "decision_maker")
    answer = sqlite_bank.client.get(f"/api/v1/customers/K2/{address}?run=1")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith(f"/customers/K1/{address}?run=1")
    assert sqlite_bank.get(f"/customers/K1/{address}")["items"][0]["customer_id"] == "P1"
    assert entries(sqlite_bank, "K1") == [("P1", "ownership", 0.6, 0.6)]
