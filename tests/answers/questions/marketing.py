"""Marketing: who leads, whom to win over first, who is like whom."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.answers.bank import Bank, spread
from tests.answers.interface import Answer

NETWORKS = ("influence", "referrals", "kinship", "payments", "shared_employers")


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about influence and likeness."""
    for network in NETWORKS:
        yield f"GET /influencers?network={network}", influencers(bank, network)
        yield f"POST /influence/seeds {network}", seeds(bank, network)
    yield "POST /influence/seeds along given edges", seeds_along(bank)
    yield "POST /look-alike", look_alikes(bank)


def influencers(bank: Bank, network: str) -> Iterator[Answer]:
    """The ranking of a network: whole, by small pages, by region, branch and community."""
    api = bank.api
    yield api.whole("/influencers", network=network, limit=500)
    yield api.whole("/influencers", network=network, limit=13)
    for customer_id in bank.few:
        customer = api.get(f"/customers/{customer_id}").content
        for place in ("region", "branch"):
            if customer[place]:
                yield api.whole("/influencers", network=network, **{place: customer[place]})
    for community_id in bank.communities[:3]:
        yield api.whole("/influencers", network=network, community=community_id)


def seeds(bank: Bank, network: str) -> Iterator[Answer]:
    """Few seeds, chosen among all, without some, and within a community."""
    body: dict[str, Any] = {"network": network, "k": 3, "epsilon": 0.3}
    first = bank.api.post("/influence/seeds", body)
    yield first
    if first.status == 200:
        chosen = [row["customer_id"] for row in first.content["seeds"]]
        yield bank.api.post("/influence/seeds", {**body, "k": 2, "exclude": chosen})
    for community_id in bank.communities[:1]:
        yield bank.api.post("/influence/seeds", {**body, "k": 1, "within": community_id})


def seeds_along(bank: Bank) -> Iterator[Answer]:
    """Seeds on edges that the question itself brings, few enough to be exact and not."""
    some = bank.some
    edges = [
        {"from": begin, "to": end, "probability": round(0.1 + 0.8 * i / len(some), 3)}
        for i, (begin, end) in enumerate(zip(some, some[1:] + some[:1], strict=True))
    ]
    for body in (
        {"k": 2, "edges": edges[:10]},
        {"k": 3, "edges": edges, "epsilon": 0.4},
        {"k": 1, "edges": [{"from": some[0], "to": "nobody"}]},
        {"k": 1, "edges": []},
        {"k": 1, "network": "referrals", "edges": edges[:2]},
        {"k": 1, "network": "influence", "within": "nothing"},
    ):
        yield bank.api.post("/influence/seeds", body)


def look_alikes(bank: Bank) -> Iterator[Answer]:
    """Who is like one, like several, like the holders of a tag; and what cannot be asked."""
    for customer_id in bank.few:
        yield bank.api.post("/look-alike", {"seeds": [customer_id], "k": 5})
    yield bank.api.post("/look-alike", {"seeds": bank.some, "k": 20})
    for tag in spread(bank.tags, 8):
        yield bank.api.post("/look-alike", {"tag": tag["tag_id"], "k": 10})
    for body in (
        {"k": 3},
        {"k": 3, "seeds": bank.few, "tag": "bridge"},
        {"k": 3, "seeds": ["nobody"]},
        {"k": 3, "tag": "no_such_tag"},
        {"k": 1_000_000, "seeds": bank.few},
    ):
        yield bank.api.post("/look-alike", body)
