import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.tags.decision_banks import TAG, ends, held, load, offices, ranked

PYRAMID = (
    "P>C1 .75",
    "P>C2 .80",
    "P>C3 .30",
    "P>C4 .35",
    "C1>C4 .25",
    "C4>C5 .25",
    "C2>C5 .35",
    "C3>C2 .07",
)


def test_who_controls_owns_or_runs_a_company_is_ranked_with_reasons(bank: ServedBank) -> None:
    positions = ("P rep A", "Q dir A", "R exe A", "S sup A", "S dir A")
    load(bank, "P Q R S", "A", ("P>A .6", "R>A .3"), positions)
    assert ranked(bank, "A") == [
        ("P", ["control", "ownership", "legal_representative"], 0.972),
        ("R", ["ownership", "executive"], 0.575),
        ("Q", ["director"], 0.3),
        ("S", ["director"], 0.3),
    ]
    p, r, s = (held(bank)[each, "A"] for each in "PRS")
    assert [each["grade"] for each in (p, r, s)] == ["decisive", "major", "minor"]
    assert p["value"] == {
        **{"company_id": "A", "rank": 1},
        "reasons": ["control", "ownership", "legal_representative"],
    }
    assert p["evidence"]["facts"] == {
        "score": 0.972,
        "factors": [
            {
                **{"reason": "control", "weight": 0.9, "votes": 0.6, "majority": 0.5},
                **{"basis": None, "direct": True, "through": [], "with": []},
            },
            {
                **{"reason": "ownership", "weight": 0.3, "integrated": 0.6},
                **{"direct": 0.6, "threshold": 0.25},
            },
            {"reason": "legal_representative", "weight": 0.6},
        ],
        **{"decision_makers": 4, "sharing_rank": 1, "hub_customers": 20},
        **{"complete": True, "edges_hidden": 0},
    }
    assert p["evidence"]["edges"] == [
        {
            **{"type": "OWNS", "from": "P", "to": "A", "source": "L1"},
            **{"share": 0.6, "votes": 0.6},
        },
        {
            **{"type": "HOLDS_POSITION", "from": "P", "to": "A", "source": "L1"},
            "role": "legal_representative",
        },
    ]
    assert p["sentence"] == {
        "zh": "A的第一决策人（已知共4位）：控制其60%的表决权，直接持有其60%的股权，担任法定代表人",
        "en": "Ranked first of 4 known decision makers of A: controls 60% of its votes and owns "
        "60% of it; legal representative",
    }
    assert s["sentence"] == {
        "zh": "A的并列第3位决策人（已知共4位，2位并列）：担任董事",
        "en": "Ranked number 3 with 1 other of 4 known decision makers of A: director",
    }


def test_control_counts_through_chains_and_shares_below_the_threshold_do_not(
    bank: ServedBank,
) -> None:
    load(bank, "P Q", "C1 C2 C3 C4 C5", (*PYRAMID, "Q>C4 .2"))
    found = held(bank)
    control = {what for (_, what), each in found.items() if "control" in each["value"]["reasons"]}
    assert control == {"C1", "C2", "C4", "C5"}
    assert ranked(bank, "C3") == [("P", ["ownership"], 0.15)]
    assert ranked(bank, "C4") == [("P", ["control", "ownership"], 0.926875)]
    of_c4, of_c5 = found["P", "C4"], found["P", "C5"]
    assert of_c4["evidence"]["facts"]["factors"][0] | {"weight": 0} == {
        **{"reason": "control", "weight": 0, "votes": 0.6, "majority": 0.5, "basis": None},
        **{"direct": True, "through": ["C1"], "with": []},
    }
    assert ends(of_c5)[:2] == [("OWNS", "C2", "C5"), ("OWNS", "C4", "C5")]
    assert set(ends(of_c5)) == {
        ("OWNS", "C2", "C5"),
        ("OWNS", "C4", "C5"),
        ("OWNS", "P", "C2"),
        ("OWNS", "P", "C4"),
        ("OWNS", "C1", "C4"),
        ("OWNS", "P", "C1"),
        ("OWNS", "P", "C3"),
        ("OWNS", "C3", "C2"),
    }
    assert of_c4["sentence"]["zh"] == (
        "C4已知的唯一决策人：直接并通过C1控制其60%的表决权，合计享有其53.8%的权益（直接持有35%）"
    )
    assert of_c5["sentence"] == {
        "zh": "C5已知的唯一决策人：通过C2、C4控制其60%的表决权，间接享有其42.2%的权益",
        "en": "The only known decision maker of C5: controls 60% of its votes through C2 and C4 "
        "and owns 42.2% of it indirectly",
    }


SPOUSES = [{"a_id": "X", "b_id": "Y", "relation": "spouse"}]


def test_two_who_control_only_together_both_decide(sqlite_bank: ServedBank) -> None:
    holdings = ("X>K .3", "Y>K .25", "K>L .6")
    positions = ("Z rep K", "Z exe K", "Z dir K", "Z sup K")
    load(sqlite_bank, "X Y Z", "K L", holdings, positions, kinships=SPOUSES)
    assert ranked(sqlite_bank, "K") == [
        ("X", ["joint_control", "ownership"], 0.898),
        ("Y", ["joint_control", "ownership"], 0.895),
        # The offices of one person together: 1 - .4 x .5 x .7.
        ("Z", ["legal_representative", "executive", "director"], 0.86),
    ]
    assert ranked(sqlite_bank, "L") == [
        ("X", ["joint_control"], 0.88),
        ("Y", ["joint_control"], 0.88),
    ]
    found = held(sqlite_bank)
    assert {found[each, "K"]["grade"] for each in "XY"} == {"decisive"}
    assert found["Z", "K"]["grade"] == "major"
    x = found["X", "K"]
    assert x["evidence"]["facts"]["factors"][0]["with"] == ["Y"]
    assert ends(x) == [("OWNS", "X", "K"), ("OWNS", "Y", "K")]
    assert x["sentence"]["zh"].startswith(
        "K的第一决策人（已知共3位）：与Y一致行动，合计控制其55%的表决权"
    )
    assert "controls 55% of its votes in concert with Y" in x["sentence"]["en"]
    # In L the two hold nothing themselves: the evidence leads up to where they do.
    assert ends(found["Y", "L"]) == [("OWNS", "K", "L"), ("OWNS", "X", "K"), ("OWNS", "Y", "K")]
    assert found["Y", "L"]["sentence"] == {
        "zh": "L的并列第一决策人（已知共2位，2位并列）：与X一致行动，通过K合计控制其60%的表决权",
        "en": "Ranked first with 1 other of 2 known decision makers of L: controls 60% of its "
        "votes through K in concert with X",
    }


def test_without_kin_pooling_the_two_only_own(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_KIN_POOLING", "false")
    load(sqlite_bank, "X Y", "K", ("X>K .3", "Y>K .25"), kinships=SPOUSES)
    assert ranked(sqlite_bank, "K") == [
        ("X", ["ownership"], 0.15),
        ("Y", ["ownership"], 0.125),
    ]


def test_whose_votes_are_not_needed_is_no_controller(sqlite_bank: ServedBank) -> None:
    """X controls K alone; the half per cent of the spouse only goes along."""
    load(sqlite_bank, "X Y Z", "K", ("X>K .9", "Y>K .005"), ["Z rep K"], kinships=SPOUSES)
    assert ranked(sqlite_bank, "K") == [
        ("X", ["control", "ownership"], 0.945),
        ("Z", ["legal_representative"], 0.6),
        ("Y", ["in_concert"], 0.4),
    ]
    x, y = (held(sqlite_bank)[each, "K"] for each in "XY")
    assert x["evidence"]["facts"]["factors"][0]["votes"] == 0.9
    assert ends(x) == [("OWNS", "X", "K")]
    assert y["evidence"]["facts"]["factors"][0]["votes"] == 0.905
    assert y["sentence"] == {
        "zh": "K的第3位决策人（已知共3位）：与X一致行动，但另有自然人单独控制",
        "en": "Ranked number 3 of 3 known decision makers of K: votes in concert with X, while "
        "another person controls it alone",
    }


def test_kin_without_votes_or_office_decide_nothing(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "X Y", "K", ("X>K .9",), kinships=SPOUSES)
    assert set(held(sqlite_bank)) == {("X", "K")}


def test_a_record_is_control_and_its_basis_is_told(sqlite_bank: ServedBank) -> None:
    controls = [{"controller_id": "P", "controlled_id": "A", "basis": "board_majority"}]
    load(sqlite_bank, "P Q", "A B", ("A>B .51", "Q>A .9"), controls=controls)
    assert [who for who, *_ in ranked(sqlite_bank, "A")] == ["Q", "P"]
    p = held(sqlite_bank)["P", "A"]
    assert (p["score"], p["value"]["reasons"]) == (0.9, ["control"])
    assert p["evidence"]["facts"]["factors"][0]["basis"] == "board_majority"
    assert ends(p) == [("CONTROLS", "P", "A")]
    assert p["sentence"] == {
        "zh": "A的第2位决策人（已知共2位）：凭董事会多数席位控制该企业",
        "en": "Ranked number 2 of 2 known decision makers of A: controls it by a majority of the "
        "board",
    }
    assert ends(held(sqlite_bank)["P", "B"]) == [("OWNS", "A", "B"), ("CONTROLS", "P", "A")]


def registering(count: int) -> tuple[str, list[str]]:
    """So many companies and the agent N who is the legal representative of each."""
    firms = [f"F{i:02}" for i in range(count)]
    return " ".join(firms), [f"N rep {firm}" for firm in firms]


@pytest.mark.parametrize(("count", "agent"), [(20, False), (21, True)])
def test_an_agent_who_registers_companies_runs_none_of_them(
    sqlite_bank: ServedBank, count: int, agent: bool
) -> None:
    firms, positions = registering(count)
    load(sqlite_bank, "N M", firms, (), [*positions, "M dir F00"])
    assert len(held(sqlite_bank)) == (1 if agent else count + 1)
    assert [who for who, *_ in ranked(sqlite_bank, "F00")] == (["M"] if agent else ["N", "M"])
    run = sqlite_bank.get("/runs")["items"][0]["run_id"]
    notes = sqlite_bank.get(f"/runs/{run}")["report"]["tags"][TAG]["notes"]
    assert notes["hubs"] == {"officer": int(agent)}
    assert notes["weights"]["control"]["weight"] == 0.9


def test_an_agents_office_counts_where_the_agent_owns_or_controls(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    firms, positions = registering(4)
    load(sqlite_bank, "N", firms, ("N>F00 .6", "N>F01 .3", "N>F02 .2"), positions)
    assert {what: each["value"]["reasons"] for (_, what), each in held(sqlite_bank).items()} == {
        "F00": ["control", "ownership", "legal_representative"],
        "F01": ["ownership", "legal_representative"],
    }


def test_many_offices_in_one_company_make_no_agent(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    load(sqlite_bank, "P", "A B", (), ["P rep A", "P exe A", "P dir A", "P rep B"])
    assert set(held(sqlite_bank)) == {("P", "A"), ("P", "B")}


def test_only_persons_decide_only_in_what_is_none_and_other_offices_say_nothing(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, "P", "A B", ("A>B .8",), ["P oth A"])
    assert held(sqlite_bank) == {}
    not_held = sqlite_bank.get(f"/customers/P/tags/{TAG}", status=404)
    assert not_held["type"].endswith("not-held")


@pytest.mark.parametrize("kind", ["government", "other"])
def test_any_organisation_has_decision_makers(sqlite_bank: ServedBank, kind: str) -> None:
    customers = [*people("P"), {"customer_id": "G", "kind": kind, "name": "G"}]
    sqlite_bank.keep(customers=customers, positions=offices("P rep G"))
    sqlite_bank.derive("--tags", TAG)
    assert set(held(sqlite_bank)) == {("P", "G")}


def test_only_what_is_valid_on_the_runs_day_counts(sqlite_bank: ServedBank) -> None:
    office = {"company_id": "A", "role": "executive"}
    load(
        sqlite_bank,
        "P Q R",
        "A",
        more_positions=[
            {"person_id": "P", **office, "to_on": "2025-12-31"},
            {"person_id": "Q", **office, "from_on": "2025-12-31"},
        ],
        more_ownerships=[{"owner_id": "R", "owned_id": "A", "share": ".9", "to_on": "2020-01-01"}],
    )
    assert set(held(sqlite_bank)) == {("Q", "A")}


def test_an_office_recorded_twice_counts_once(sqlite_bank: ServedBank) -> None:
    again = {"person_id": "P", "company_id": "A", "role": "director", "from_on": "2020-01-01"}
    load(sqlite_bank, "P", "A", (), ["P dir A"], more_positions=[again])
    holding = held(sqlite_bank)["P", "A"]
    assert (holding["score"], holding["value"]["reasons"]) == (0.3, ["director"])
    assert ends(holding) == [("HOLDS_POSITION", "P", "A")]


def test_long_evidence_is_cut_leaves_room_for_offices_and_says_what_is_left(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "4")
    firms = [f"M{i}" for i in range(6)]
    holdings = [f"P>{firm} .9" for firm in firms] + [f"{firm}>A .1" for firm in firms]
    load(sqlite_bank, "P", " ".join(["A", *firms]), holdings, ["P rep A"])
    holding = held(sqlite_bank)["P", "A"]
    edges, facts = ends(holding), holding["evidence"]["facts"]
    assert [kind for kind, *_ in edges] == ["OWNS"] * 3 + ["HOLDS_POSITION"]
    # All six hold a part; further up the search ends, and says that it did.
    assert facts["edges_hidden"] >= 3
    assert facts["complete"] is False
    assert facts["factors"][0]["through"] == firms[:4]
    assert facts["factors"][0]["votes"] == 0.6


def test_a_person_without_holdings_records_or_offices_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P Q", "A", ("P>A .1",))
    for customer_id, told in (("P", "not-held"), ("Q", "unknown"), ("A", "not-held")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)
