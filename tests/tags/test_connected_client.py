from itertools import pairwise

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people
from tests.tags.connected_banks import TAG, controls_of, groups, load, members, supports


def roles(bank: ServedBank) -> dict[str, str]:
    """The members of the only group, with their roles."""
    (group,) = groups(bank)
    return {member["customer_id"]: member["role"] for member in group["members"]}


@pytest.mark.parametrize(
    ("control", "support", "expected"),
    [
        pytest.param("A>B A>C A>D", "", {"A B C D"}, id="head and three"),
        pytest.param("", "A>B A>C A>D", {"A B C D"}, id="provider of three"),
        pytest.param("", "A>D B>D C>D", {"A D", "B D", "C D"}, id="dependent on three"),
        pytest.param("A>B A>C D>E D>F", "C>D", {"A B C D E F"}, id="a head depends"),
        pytest.param("A>B A>C D>E D>F", "C>E", {"A B C E", "D E F"}, id="a subsidiary depends"),
    ],
)
def test_groups_are_the_closures_of_control_and_dependency(
    bank: ServedBank, control: str, support: str, expected: set[str]
) -> None:
    load(
        bank,
        companies(*"ABCDEF"),
        ownerships=controls_of(*control.split()),
        dependencies=supports(*support.split()),
    )
    assert members(bank) == expected


def test_each_member_says_how_it_got_in(bank: ServedBank) -> None:
    load(
        bank,
        companies(*"ABCDEF"),
        ownerships=holdings_of("A>B 1", "A>C .4", "B>C .3", "D>E 1", "D>F .8"),
        dependencies=supports("C>D"),
    )
    by_control = dict.fromkeys("BCEF", "by_control")
    assert roles(bank) == {"A": "head", **by_control, "D": "by_dependency"}

    a, c = bank.holding("A", TAG), bank.holding("C", TAG)
    assert (a["grade"], a["score"], a["value"]["head_id"]) == ("head", 6.0, "A")
    assert a["evidence"]["facts"]["controlled"] == ["B", "C"]
    assert a["sentence"]["en"] == ("Controls B and C: a group of 6 connected clients, led by A")
    assert {(edge["from"], edge["to"]) for edge in c["evidence"]["edges"]} == {
        ("A", "C"),
        ("B", "C"),
    }
    assert c["evidence"]["facts"] == {
        "clients": 6,
        "path": ["A", "C"],
        "steps": 1,
        "by": "control",
        "votes": 0.7,
        "by_record": False,
    }
    assert (
        c["sentence"]["zh"]
        == "受A控制（直接及间接合计控制70%的表决权），与A同属一组关联客户（共6户）"
    )

    d, f = bank.holding("D", TAG), bank.holding("F", TAG)
    assert d["evidence"]["edges"][0]["type"] == "DEPENDS_ON"
    assert (d["evidence"]["edges"][0]["from"], d["evidence"]["edges"][0]["to"]) == ("D", "C")
    assert d["sentence"]["en"] == (
        "60% of its receipts come from C: one of 6 connected clients led by A (by way of A > C)"
    )
    assert f["evidence"]["facts"]["path"] == ["A", "C", "D", "F"]
    assert [edge["type"] for edge in f["evidence"]["edges"]] == [
        "OWNS",
        "DEPENDS_ON",
        "OWNS",
        "OWNS",
    ]
    for holding in (a, c, d, f):
        assert holding["subject"] == holding["value"]["group_id"]


def test_an_exposure_counts_in_each_group_that_the_customer_is_in(bank: ServedBank) -> None:
    load(
        bank,
        companies("A", "B", "D"),
        dependencies=supports("A>D", "B>D"),
        exposures=[
            {"exposure_id": f"E{each}", "customer_id": each, "amount": amount}
            for each, amount in (("A", 1), ("B", 20), ("D", 300))
        ],
    )
    assert {group["head_id"]: group["exposure"] for group in groups(bank)} == {
        "A": "301.00",
        "B": "320.00",
    }
    held = bank.get(f"/customers/D/tags/{TAG}")["holdings"]
    assert {each["value"]["head_id"] for each in held} == {"A", "B"}


def test_a_controller_that_is_no_client_still_connects(bank: ServedBank) -> None:
    owner = people("P", is_client="false")
    load(
        bank,
        [*owner, *companies("A", "B", "C"), *companies("Q", is_client="false")],
        ownerships=controls_of("P>A", "P>B", "Q>C"),
    )
    assert members(bank) == {"A B"}
    (group,) = groups(bank)
    assert (group["head_id"], group["size"]) == ("P", 2)
    assert roles(bank) == {"A": "by_control", "B": "by_control"}
    assert bank.get(f"/customers/P/tags/{TAG}", status=404)["type"].endswith("not-held")


def test_a_controller_follows_only_what_it_depends_on(sqlite_bank: ServedBank) -> None:
    # P provides for B; A controls B and joins only where it depends on it.
    customers = companies("A", "B", "P")
    load(sqlite_bank, customers, ownerships=controls_of("A>B"))
    load(
        sqlite_bank,
        customers,
        ownerships=controls_of("A>B"),
        dependencies=supports("P>B"),
    )
    assert members(sqlite_bank) == {"A B", "B P"}
    load(
        sqlite_bank,
        customers,
        ownerships=controls_of("A>B"),
        dependencies=supports("P>B", "B>A"),
    )
    assert roles(sqlite_bank) == {"P": "head", "B": "by_dependency", "A": "by_dependency"}


def test_a_dependent_brings_what_it_controls_even_where_somebody_controls_it_too(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        companies("A", "B", "C", "P"),
        ownerships=controls_of("A>B", "B>C"),
        dependencies=supports("P>B"),
    )
    assert members(sqlite_bank) == {"A B C", "B C P"}


def test_those_who_act_in_concert_follow_each_other(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        [*people("X", "Y"), *companies("K", "L")],
        ownerships=holdings_of("X>K .3", "Y>K .25", "Y>L .9"),
        kinships=[{"a_id": "X", "b_id": "Y", "relation": "spouse"}],
    )
    assert roles(sqlite_bank) == {"X": "head", **dict.fromkeys("YKL", "by_control")}
    y = sqlite_bank.holding("Y", TAG)
    assert y["evidence"]["facts"]["by"] == "concert"
    assert [(edge["from"], edge["to"]) for edge in y["evidence"]["edges"]] == [
        ("X", "K"),
        ("Y", "K"),
    ]
    assert y["sentence"]["zh"] == "与X一致行动，共同控制企业，与X同属一组关联客户（共4户）"


def test_votes_are_told_as_held_directly_or_through_others(sqlite_bank: ServedBank) -> None:
    """A holds 50.01 % of B, all of C through B, and .3 and .4 of D itself and through B."""
    load(
        sqlite_bank,
        companies(*"ABCD"),
        ownerships=holdings_of("A>B .5001", "B>C 1", "A>D .3", "B>D .4"),
    )
    b, c, d = (sqlite_bank.holding(member, TAG)["sentence"] for member in "BCD")
    assert b["zh"].startswith("受A控制（持有略高于50%的表决权）")
    assert b["en"].startswith("A controls it with just over 50% of the votes: ")
    assert c["zh"].startswith("受A控制（间接控制100%的表决权）")
    assert d["zh"].startswith("受A控制（直接及间接合计控制70%的表决权）")


def test_a_head_says_whom_it_controls_and_who_lives_from_it(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        companies(*"ABCDEF"),
        ownerships=controls_of("A>B"),
        dependencies=supports("A>C", "A>D", "A>E", "A>F", "A>B"),
    )
    a = sqlite_bank.holding("A", TAG)
    assert a["sentence"] == {
        "zh": "控制B，B、C、D等5户在经济上依存于该客户，"
        "由此构成以该客户为核心的一组关联客户（共6户）",
        "en": "Controls B, and B, C, D and 2 others depend on this customer economically: a group "
        "of 6 connected clients, led by A",
    }


def test_control_by_record_says_that_a_record_says_so(sqlite_bank: ServedBank) -> None:
    record = {"controller_id": "A", "controlled_id": "B", "basis": "board_majority"}
    load(sqlite_bank, companies("A", "B"), controls=[record])
    b = sqlite_bank.holding("B", TAG)
    assert [edge["type"] for edge in b["evidence"]["edges"]] == ["CONTROLS"]
    assert b["sentence"]["en"] == ("By record A controls it: one of 2 connected clients led by A")


def test_a_loop_is_named_by_its_first_and_keeps_its_id_without_the_order_of_rows(
    sqlite_bank: ServedBank,
) -> None:
    arcs = supports("B>C", "C>A", "A>B", basis="other", share="")
    load(sqlite_bank, companies("A", "B", "C"), dependencies=arcs)
    (first,) = groups(sqlite_bank)
    assert roles(sqlite_bank) == {"A": "head", "B": "by_dependency", "C": "by_dependency"}
    load(sqlite_bank, companies("C", "B", "A"), dependencies=arcs[::-1])
    (second,) = groups(sqlite_bank)
    assert first["group_id"] == second["group_id"]
    assert first["group_id"].startswith("CC-")


def test_a_long_path_is_told_from_its_end(sqlite_bank: ServedBank) -> None:
    chain = [f"C{i:02}" for i in range(40)]
    load(
        sqlite_bank,
        companies(*chain),
        dependencies=supports(*(f"{a}>{b}" for a, b in pairwise(chain))),
    )
    last = sqlite_bank.holding("C39", TAG)["evidence"]
    assert last["facts"]["steps"] == 39
    assert last["facts"]["path"] == chain[-21:]
    assert len(last["edges"]) == 20
    assert [edge["from"] for edge in last["edges"]] == chain[:-21:-1]


def test_a_customer_of_which_nothing_is_known_is_unknown(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        companies("A", "B", "C", "D"),
        ownerships=holdings_of("A>B .6", "A>C .2"),
    )
    assert sqlite_bank.get(f"/customers/D/tags/{TAG}", status=404)["type"].endswith("unknown")
    assert sqlite_bank.get(f"/customers/C/tags/{TAG}", status=404)["type"].endswith("not-held")
