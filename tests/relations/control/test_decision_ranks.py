"""Who decides most comes first: equal ones share a rank, and the first has the highest grade."""

from tests.banks import ServedBank
from tests.tags.decision_banks import held, load, ranked


def test_a_sole_director_is_first_and_has_the_highest_grade(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P Q", "A B", (), ["P dir A", "Q rep B"])
    director, representative = held(sqlite_bank)["P", "A"], held(sqlite_bank)["Q", "B"]
    assert (director["score"], director["grade"]) == (0.3, "decisive")
    assert director["sentence"] == {
        "zh": "A已知的唯一决策人：担任董事",
        "en": "The only known decision maker of A: director",
    }
    assert representative["grade"] == "decisive"
    assert representative["sentence"]["en"] == (
        "The only known decision maker of B: legal representative"
    )


def test_two_equal_directors_are_both_first_and_a_supervisor_decides_nothing(
    bank: ServedBank,
) -> None:
    load(bank, "P Q S", "A B", (), ["Q dir A", "P dir A", "S sup A", "S sup B"])
    assert ranked(bank, "A") == [("P", ["director"], 0.3), ("Q", ["director"], 0.3)]
    assert ranked(bank, "B") == []
    assert held(bank)["P", "A"]["sentence"] == {
        "zh": "A的并列第一决策人（已知共2位，2位并列）：担任董事",
        "en": "Ranked first with 1 other of 2 known decision makers of A: director",
    }


def test_two_halves_of_a_company_are_both_first(sqlite_bank: ServedBank) -> None:
    """Each owns a half: no majority, .5 x .5 = .25 for what is owned, and nobody has more."""
    load(sqlite_bank, "P Q R", "A", ("P>A .5", "Q>A .5"), ["R dir A"])
    assert ranked(sqlite_bank, "A") == [
        ("R", ["director"], 0.3),
        ("P", ["ownership"], 0.25),
        ("Q", ["ownership"], 0.25),
    ]
    grades = {who: each["grade"] for (who, _), each in held(sqlite_bank).items()}
    assert grades == {"R": "decisive", "P": "minor", "Q": "minor"}


def test_a_director_with_most_of_the_votes_outranks_the_others(sqlite_bank: ServedBank) -> None:
    held_by_d = {"owner_id": "D", "owned_id": "A", "share": ".1", "votes": ".6"}
    load(
        sqlite_bank,
        "D E F",
        "A",
        (),
        ["D dir A", "E dir A", "F rep A", "F exe A"],
        more_ownerships=[held_by_d],
    )
    # Control .9 and a seat .3: 1 - .1 x .7; two offices: 1 - .4 x .5.
    assert ranked(sqlite_bank, "A") == [
        ("D", ["control", "director"], 0.93),
        ("F", ["legal_representative", "executive"], 0.8),
        ("E", ["director"], 0.3),
    ]
    grades = {who: each["grade"] for (who, _), each in held(sqlite_bank).items()}
    assert grades == {"D": "decisive", "F": "major", "E": "minor"}


def test_equals_share_a_rank_and_each_company_is_ranked_by_itself(sqlite_bank: ServedBank) -> None:
    positions = ["R dir A", "P dir A", "Q dir A", "Q rep B", "R exe B"]
    load(sqlite_bank, "P Q R", "A B", (), positions)
    assert [who for who, *_ in ranked(sqlite_bank, "A")] == ["P", "Q", "R"]
    assert [who for who, *_ in ranked(sqlite_bank, "B")] == ["Q", "R"]
