"""Who decides in a company, asked of the company: all of them, with what each is to the bank."""

from typing import Any

from tests.api.owners.owned import load
from tests.banks import ServedBank
from tests.building import companies, holdings_of, kin, offices, people

TAG = "decision_maker"


def decide(bank: ServedBank, company: str, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = bank.get(f"/customers/{company}/decision-makers", **query)[
        "items"
    ]
    return items


def test_all_who_decide_are_ranked_with_offices_votes_and_ties_to_the_bank(
    bank: ServedBank,
) -> None:
    """P controls A through B (.7 of .6); R refuses marketing and is listed all the same."""
    tied = {"relationship_manager": "RM1", "branch": "朝阳支行"}
    customers = [
        *people("P", **tied),
        *people("R", marketing_consent="false", blocked="true"),
        *people("S", "N", is_client="false"),
        *companies("A", "B", "Z"),
    ]
    told = offices("R executive A", "S supervisor A", "R director A", "N director Z")
    told[0]["from_on"] = "2020-01-01"
    bank.keep(customers=customers, ownerships=holdings_of("P>B .7", "B>A .6"), positions=told)
    bank.derive("--tags", TAG)
    found = bank.get("/customers/A/decision-makers")
    assert (found["customer_id"], found["run_id"]) == ("A", 1)
    assert (found["hidden"], found["truncated"]) == (False, False)
    first, second = found["items"]
    assert first["sentence"]["zh"] == (
        "A的第一决策人（已知共2位）：通过B控制其60%的表决权，间接享有其42%的权益"
    )
    said = ("rank", "customer_id", "grade", "share", "votes", "controls", "offices")
    assert [first[name] for name in said] == [1, "P", "decisive", 0.42, 0.6, True, []]
    known = ("is_client", "relationship_manager", "branch", "blocked", "marketing_consent")
    assert [first[name] for name in known] == [True, "RM1", "朝阳支行", False, None]
    assert [second[name] for name in known] == [True, None, None, True, False]
    # 1 - .5 x .7
    assert [second[name] for name in ("rank", "customer_id", "grade", "score")] == [
        *(2, "R", "major", 0.65)
    ]
    assert second["offices"] == [
        {"role": "director", "title": {"zh": "董事", "en": "director"}, "from_on": None},
        {
            "role": "executive",
            "title": {"zh": "高级管理人员", "en": "executive"},
            "from_on": "2020-01-01",
        },
    ]
    assert (second["share"], second["votes"], second["controls"]) == (0.0, 0.0, False)


def test_a_supervisor_decides_nothing_and_a_sole_director_is_first(bank: ServedBank) -> None:
    load(bank, "P1>B 1", positions=offices("P2 director A", "P3 supervisor A", "P3 supervisor C"))
    bank.derive("--tags", TAG)
    [only] = decide(bank, "A")
    assert (only["customer_id"], only["rank"], only["grade"]) == ("P2", 1, "decisive")
    assert only["sentence"]["en"] == "The only known decision maker of A: director"
    assert decide(bank, "C") == []


def test_kin_in_concert_each_control(sqlite_bank: ServedBank) -> None:
    """.3 + .25 = .55 of the votes: each has the own votes told, and controls with the other."""
    load(sqlite_bank, "P1>K .3", "P2>K .25", kinships=kin("P1 spouse P2"))
    sqlite_bank.derive("--tags", TAG)
    assert [
        (each["customer_id"], each["votes"], each["controls"]) for each in decide(sqlite_bank, "K")
    ] == [("P1", 0.3, True), ("P2", 0.25, True)]


def test_ranks_are_those_of_the_run_that_is_asked(sqlite_bank: ServedBank) -> None:
    told = offices("P1 executive A", "P2 legal_representative A")
    told[0]["to_on"] = told[1]["from_on"] = "2025-06-01"
    load(sqlite_bank, "P3>B 1", positions=told)
    for day in ("2025-05-31", "2025-06-01"):
        sqlite_bank.derive("--as-of", day, "--tags", TAG)
    for day, who in (("2025-05-31", "P1"), ("2025-06-30", "P2")):
        [only] = decide(sqlite_bank, "A", as_of=day)
        assert only["customer_id"] == who
        assert len(only["offices"]) == 1
    assert decide(sqlite_bank, "A", run=1)[0]["customer_id"] == "P1"


def test_where_no_run_derived_the_tag_it_cannot_be_told(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P1>A .6")
    path = "/customers/A/decision-makers"
    before = sqlite_bank.get(path, status=404)
    assert before["type"].endswith("unknown")
    assert "no run was published" in before["detail"]
    sqlite_bank.derive("--tags", "beneficial_owner")
    other = sqlite_bank.get(path, status=404)
    assert other["type"].endswith("unknown")
    assert "run 1, as of" in other["detail"]
    sqlite_bank.get("/customers/nobody/decision-makers", status=404)
    person = sqlite_bank.get("/customers/P1/decision-makers", status=422)
    assert person["detail"].startswith("P1 is a person")
