"""The worst risks of a customer, and what has become otherwise since a day or an instant."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import Row, companies, guarantees_of, holdings_of, offices, people

RISKS = "control_group_member,guarantee_mutual,guarantee_hub,guarantee_focus"


def guarantees(**amounts: str) -> list[Row]:
    """Guarantees by `a_b`: a guarantees b for so much."""
    return [
        row
        for arc, amount in amounts.items()
        for row in guarantees_of(arc.replace("_", ">"), amount=amount)
    ]


def test_the_worst_risks_are_the_highest_grades_then_what_fewer_hold(
    sqlite_bank: ServedBank,
) -> None:
    """A holds the highest grade of two tags, and the second of two more.

    control_group_member: absolute (.7 is over two thirds), held by A and P. guarantee_mutual:
    balanced with B (100 for 100), held by A, B, C and the pair X, Y; with C one-sided (100 for 10).
    For B, C, D: guarantee_hub; by B, C, D: guarantee_focus; both medium, which is the second, both
    held by A alone, so that the first by id counts.
    """
    sqlite_bank.keep(
        customers=[*people("P"), *companies("A", "B", "C", "D", "X", "Y")],
        ownerships=holdings_of("P>A .7"),
        guarantees=[
            *guarantees(A_B="100", B_A="100", A_C="100", C_A="10", A_D="5"),
            *guarantees(D_A="0.01", X_Y="7", Y_X="7"),
        ],
    )
    sqlite_bank.derive("--tags", RISKS)
    told = sqlite_bank.get("/customers/A/dossier")["worst_risks"]
    shown = ("tag_id", "grade", "holders", "subject_name")
    first, second, third = told["items"]
    assert [first[name] for name in shown] == [
        *("control_group_member", "absolute", 2),
        {"zh": "P控制的集团", "en": "group controlled by P"},
    ]
    assert [second[name] for name in shown] == ["guarantee_mutual", "balanced", 6, None]
    assert [third[name] for name in shown] == ["guarantee_focus", "medium", 1, None]
    assert told["hidden"] == 1
    assert second["subject"] == "B"
    for risk in told["items"]:
        held = sqlite_bank.client.get(risk["evidence"]).get_json()["holdings"]
        assert risk["sentence"] in [holding["sentence"] for holding in held]


@pytest.fixture
def moving(bank: ServedBank) -> ServedBank:
    return moved(bank)


@pytest.fixture
def moving_sqlite(sqlite_bank: ServedBank) -> ServedBank:
    return moved(sqlite_bank)


def moved(bank: ServedBank) -> ServedBank:
    """Three runs: P controls A and B; it loses A; A and B guarantee each other."""
    records: dict[str, Any] = {"customers": [*people("P"), *companies("A", "B")]}
    owned = holdings_of("P>A .7", "P>B .8")
    owned[0]["to_on"] = "2025-08-01"
    bank.keep(**records, ownerships=owned)
    tags = ("--tags", "control_group_member,guarantee_mutual,guarantee_hub")
    bank.derive("--as-of", "2025-06-30", *tags)
    bank.derive("--as-of", "2025-09-30", *tags)
    bank.keep(guarantees=guarantees_of("A>B", "B>A"))
    bank.derive("--as-of", "2025-12-31", *tags)
    return bank


def changes(bank: ServedBank, customer_id: str = "A", **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = bank.get(f"/customers/{customer_id}/dossier", **query)["changes"]
    return found


def brief(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["change"], one["tag_id"]) for one in told["tags"]["items"]]


def test_changes_are_told_since_the_run_before_or_since_a_day(moving: ServedBank) -> None:
    last = changes(moving)
    assert (last["since"], last["earlier"]["run_id"]) == (None, 2)
    assert brief(last) == [("gained", "guarantee_mutual")]
    assert (last["tags"]["hidden"], last["groups"]["items"]) == (0, [])

    since = changes(moving, since="2025-07-15")
    assert (since["since"], since["earlier"]["as_of"]) == ("2025-07-15", "2025-06-30")
    assert brief(since) == [("gained", "guarantee_mutual"), ("lost", "control_group_member")]
    gained, lost = since["tags"]["items"]
    assert (gained["subject"], gained["subject_name"]) == ("B", None)
    assert (gained["grade_before"], gained["grade_after"]) == (None, "balanced")
    assert (lost["grade_before"], lost["score_before"]) == ("absolute", 0.7)
    assert (lost["grade_after"], lost["score_after"]) == (None, None)
    assert lost["sentence"]["zh"].startswith("P持有其70%的表决权")
    # A left the group, since its owner's stake ended.
    [event] = since["groups"]["items"]
    assert (event["event"], event["customer_ids"], event["run_id"]) == ("left", ["A"], 2)
    assert event["name"] == {"zh": "P控制的集团", "en": "group controlled by P"}
    assert [(cause["change"], cause["from"]) for cause in event["because"]] == [("ended", "P")]


def test_an_instant_names_the_run_that_was_known_then(moving_sqlite: ServedBank) -> None:
    published = moving_sqlite.get("/runs/1")["published_at"]
    assert changes(moving_sqlite, since=published)["earlier"]["run_id"] == 1
    # A later run does not answer, whatever day is named: the run asked is compared with itself.
    itself = changes(moving_sqlite, run=2, since="2026-01-31")
    assert (itself["earlier"]["run_id"], brief(itself)) == (2, [])
    assert brief(changes(moving_sqlite, run=2)) == [("lost", "control_group_member")]


def test_a_run_beside_the_line_is_compared_by_its_day(moving_sqlite: ServedBank) -> None:
    """Derived last, of a day between the first two runs: A is in no group by then."""
    moving_sqlite.derive("--as-of", "2025-08-15", "--tags", "control_group_member")
    told = changes(moving_sqlite, since="2025-09-01")
    assert (told["earlier"]["run_id"], brief(told)) == (-1, [("gained", "guarantee_mutual")])
    before = changes(moving_sqlite, run=-1)
    assert (before["earlier"]["run_id"], brief(before)) == (1, [("lost", "control_group_member")])


def test_nothing_is_compared_where_no_run_answers(moving_sqlite: ServedBank) -> None:
    for query in ({"since": "2020-01-01"}, {"run": 1}):
        told = moving_sqlite.get("/customers/A/dossier", **query)
        assert told["changes"] is None
        assert told["not_told"]["changes"]["zh"] == "此前没有可供对照的批次"


@pytest.mark.parametrize(
    "since", ["yesterday", "2025-02-30", "2025-12-31T25:00", "9998-01-01", "9998-01-01T00:00Z", ""]
)
def test_a_since_that_is_none_is_refused_by_name(sqlite_bank: ServedBank, since: str) -> None:
    sqlite_bank.keep(customers=companies("A"))
    problem = sqlite_bank.get("/customers/A/dossier", status=422, since=since)
    assert [field["field"] for field in problem["fields"]] == ["since"]


def test_what_only_slid_is_counted_and_not_listed(sqlite_bank: ServedBank) -> None:
    """D, a director of A, ranks second once E, an executive, is there; E's arrival is E's own."""
    sqlite_bank.keep(
        customers=[*people("D", "E"), *companies("A")], positions=offices("D director A")
    )
    sqlite_bank.derive("--tags", "decision_maker")
    sqlite_bank.keep(positions=offices("E executive A"))
    sqlite_bank.derive("--tags", "decision_maker")
    assert sqlite_bank.holding("D", "decision_maker")["value"]["rank"] == 2
    told = {one: changes(sqlite_bank, customer_id=one)["tags"] for one in ("D", "E")}
    assert (told["D"]["items"], told["D"]["slid"]) == ([], 1)
    assert [one["change"] for one in told["E"]["items"]] == ["gained"]
    assert (told["E"]["items"][0]["subject_name"], told["E"]["slid"]) == (None, 0)
