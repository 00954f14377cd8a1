"""Zachary's karate club as a bank: two circles around 33 and 00, tied by kinship alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from tests.banks import ServedBank
from tests.building import Records, Row, people

CLUB = nx.karate_club_graph()


def karate_club(changed: Mapping[int, dict[str, str]] | None = None) -> Records:
    """The club's members called by two digits; `changed` says what else is known of some.

    Those who stayed with the instructor live in 北京, those who left with the officer in 上海.
    """
    sides = nx.get_node_attributes(CLUB, "club")
    rows = {
        node: {
            **people(f"{node:02}")[0],
            "region": "北京" if sides[node] == "Mr. Hi" else "上海",
            **(changed or {}).get(node, {}),
        }
        for node in CLUB
    }
    kinships = [
        {"a_id": rows[a]["customer_id"], "b_id": rows[b]["customer_id"], "relation": "sibling"}
        for a, b in CLUB.edges
    ]
    return dict(customers=list(rows.values()), kinships=kinships)


def derive(bank: ServedBank, **records: Sequence[Row]) -> ServedBank:
    """Keep some records and derive all tags, as of one day."""
    bank.keep(**records)
    bank.derive("--as-of", "2025-12-31")
    return bank


def led_by(bank: ServedBank, leader_id: str | None) -> dict[str, Any]:
    """The community of a leader."""
    (found,) = [each for each in bank.items("/communities") if each["leader_id"] == leader_id]
    community: dict[str, Any] = found
    return community
