"""What a rehearsal asks: every endpoint that runs kernels, with bodies that reach all of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from flask.testing import FlaskClient

from cypher.vocabulary import GROUP_KINDS
from service.relations.influence.network import NETWORKS

API = "/api/v1"
#: What is supposed to be, of each kind of tie that a question may suppose.
SUPPOSED: tuple[dict[str, Any], ...] = (
    {"type": "OWNS", "share": 0.6},
    {"type": "CONTROLS", "basis": "agreement"},
    {"type": "HOLDS_POSITION", "role": "director"},
    {"type": "KIN_OF", "relation": "spouse"},
    {"type": "GUARANTEES", "amount": 5},
    {"type": "REFERRED"},
    {"type": "PAID", "amount": 5},
)


def questions(client: FlaskClient) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each question: its path, and its body where it has one."""
    persons, companies = (_ids(client, kind) for kind in ("person", "company"))
    person, company, other = persons[0], companies[0], companies[1]
    for model in ("threshold", "debtrank", "clearing"):
        yield f"{API}/contagion", {"model": model, "defaulted": companies[:3]}
    # Some of them stand on circles of losses, where it takes more rounds than are told.
    for failing in companies:
        yield f"{API}/contagion", {"model": "debtrank_differential", "defaulted": [failing]}
    of = ["guarantees", "obligations"]
    protect = {"defaulted": companies[:2], "protect": companies[2:8], "of": of, "own_cover": True}
    yield f"{API}/contagion/cut", protect
    for network in NETWORKS:
        yield f"{API}/influence/seeds", {"network": network, "k": 3, "epsilon": 0.3}
    for count in (8, 40):
        yield f"{API}/influence/seeds", {"k": 2, "epsilon": 0.4, "edges": _chain(persons[:count])}
    yield f"{API}/look-alike", {"seeds": persons[:3], "k": 5}
    for supposed in SUPPOSED:
        ends = {"from": person if supposed["type"] == "KIN_OF" else company, "to": other}
        tie = {**supposed, **ends}
        yield f"{API}/what-if", {"add": [tie], "customers": [company, other]}
    for customer_id in (*persons[:3], *companies[:3]):
        yield f"{API}/customers/{customer_id}/ownership", None
        yield f"{API}/customers/{customer_id}/similar", None
        yield f"{API}/customers/{customer_id}/referrals", None
        for direction in ("out", "in"):
            yield f"{API}/customers/{customer_id}/money?direction={direction}", None
    for order in ("", "&order=time"):
        yield f"{API}/paths?from={company}&to={other}{order}", None
    for kind in GROUP_KINDS:
        for group in client.get(f"{API}/groups?kind={kind}&limit=2").get_json().get("items", []):
            yield f"{API}/groups/{group['group_id']}/why?customer_id={company}", None
            yield f"{API}/groups/{group['group_id']}/why?customer_id={group['head_id']}", None


def _ids(client: FlaskClient, kind: str) -> list[str]:
    items = client.get(f"{API}/customers?kind={kind}&limit=50").get_json()["items"]
    return [item["customer_id"] for item in items]


def _chain(ids: Sequence[str]) -> list[dict[str, Any]]:
    """Each has some influence on the next."""
    return [{"from": begin, "to": end, "probability": 0.5} for begin, end in pairwise(ids)]
