"""Pictures of cascades and of groups: where their nodes stand, and what they leave out."""

from math import dist, hypot
from typing import Any

from service.web.pictures.groups import group_picture
from service.web.pictures.picture import MOST_NODES, Picture
from service.web.pictures.rounds import rounds_picture


def in_chinese(said: Any) -> str:
    """A text of the service, or of an answer."""
    if isinstance(said, list):
        return "、".join(map(in_chinese, said))
    return str(said["zh"]) if isinstance(said, dict) else str(said.zh)


def address(customer_id: str) -> str:
    return f"/customers/{customer_id}"


def struck(customer_id: str, *by: str) -> dict[str, Any]:
    because = [
        {
            "type": "OWES",
            "from": debtor,
            "to": customer_id,
            "amount": "7",
            "currency": "CNY",
            "share": 7.0,
        }
        for debtor in by
    ]
    return {
        **{"customer_id": customer_id, "name": customer_id, "failed": 1.0, "bank_loss": "0.00"},
        **{"sentence": {"zh": "违约", "en": "Fails"}, "because": because},
    }


def cascade(*rounds: list[dict[str, Any]], hidden: int = 0) -> Picture:
    told = {
        "rounds": [
            {"round": number, "customers": customers, "hidden": hidden}
            for number, customers in enumerate(rounds)
        ],
        "customers": [],
        "names": {},
    }
    return rounds_picture(told, "t", say=in_chinese, href=address)


def test_a_customer_stands_on_the_ring_of_its_round_near_what_struck_it() -> None:
    picture = cascade(
        [struck("A"), struck("B")],
        [struck("C", "A"), struck("D", "B"), struck("E", "B")],
        [struck("F", "D"), struck("A")],
    )
    at = {node.node_id: place for node, place in picture.nodes}
    ((centre, inner), (_, middle), (_, outer)) = picture.circles
    assert inner < middle < outer
    far = {node_id: round(hypot(x - centre[0], y - centre[1])) for node_id, (x, y) in at.items()}
    assert {far["A"], far["B"]} == {round(inner)}
    assert {far["C"], far["D"], far["E"]} == {round(middle)}
    assert dist(at["C"], at["A"]) < dist(at["C"], at["B"])
    assert dist(at["F"], at["D"]) < dist(at["F"], at["C"])
    assert next(line.edge.title for line in picture.lines) == "A对C负有债务（7元）"
    assert next(line.edge.label for line in picture.lines) == "7元"


def test_nobody_stands_upon_another_and_those_left_out_are_counted() -> None:
    many = [struck(f"C{number}", "A") for number in range(MOST_NODES + 40)]
    picture = cascade([struck("A")], many, hidden=3)
    assert len(picture.nodes) == MOST_NODES
    assert picture.hidden == 41 + 2 * 3
    places = [place for _, place in picture.nodes]
    nearest = min(dist(a, b) for number, a in enumerate(places) for b in places[:number])
    assert nearest > 100


def group(kind: str, *members: dict[str, Any], **said: Any) -> Picture:
    told = {
        **{"kind": kind, "head_id": "A", "size": len(members), "members": members},
        **{"gap": None, "overrides": []},
        **said,
    }
    return group_picture(told, None, "t", say=in_chinese, href=address)


def member(customer_id: str, *owners: str, exposure: str | None = "0.00") -> dict[str, Any]:
    reasons = [
        {"type": "OWNS", "from": owner, "to": customer_id, "votes": 0.6, "source": "L1"}
        for owner in owners
    ]
    return {
        **{"customer_id": customer_id, "name": customer_id, "kind": "company"},
        **{"exposure": exposure, "reasons": [*reasons, {"facts": {}}]},
    }


def test_owners_stand_above_with_their_votes_and_what_is_not_seen_is_dotted() -> None:
    picture = group(
        "control", member("A"), member("B", "A"), member("C", "B"), member("D", exposure=None)
    )
    at = {node.node_id: place for node, place in picture.nodes}
    assert at["A"][1] < at["B"][1] < at["C"][1]
    marks = {line.edge.end: (line.edge.label, line.edge.mark) for line in picture.lines}
    assert marks == {"B": ("60%", ""), "C": ("60%", ""), "D": ("", "gone")}
    assert {node.node_id: node.href for node, _ in picture.nodes}["D"] == ""


def test_who_is_declared_alone_or_decided_in_is_marked() -> None:
    gap = {"undeclared": ["B"], "underived": ["X"], "names": {"B": "B", "X": "X"}}
    decided = {"customer_id": "S", "name": "S", "decision": "in", "state": "in_force"}
    picture = group("control", member("A"), member("B", "A"), gap=gap, overrides=[decided])
    notes = {node.node_id: (node.mark, node.note) for node, _ in picture.nodes}
    assert notes["B"] == ("differs", "行内认定未列入")
    assert notes["X"] == ("differs", "仅为行内认定")
    assert notes["S"] == ("differs", "人工列入")
    assert {line.edge.end for line in picture.lines if line.edge.mark == "declared"} == {"X", "S"}
