"""/customers/{id}/referrals: the chain above a customer, the tree below, and what it is worth."""

from typing import Any

from flask import Response

from service.api.http.answers import answer, settings
from service.api.http.holding_text import names_of
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.http.times import asked_run
from service.api.http.worker_cache import worker_cache
from service.api.identities.positions import positions_of
from service.api.referrals.schemas import CustomerReferrals, ReferralsQuery
from service.graph.tree.branching import nearest_descendants
from service.relations.referrals.chains import ReferralChains, referral_chains

blueprint = noun("referrals", __name__, tag="customers")

#: How many customers are told of a chain; one may have many thousands.
CHAIN_TOLD = 500
#: How many are told of a ring, and of later referrals.
LISTED = 50


@blueprint.get(
    "/customers/<customer_id>/referrals", responses=documented(CustomerReferrals, 308, 404)
)
def get_referrals(path: CustomerPath, query: ReferralsQuery) -> Response:
    """Tell who brought a customer in, through whom from where, and whom it brought in itself.

    Referrals up to the day of the run count, of each customer the earliest; a ring is cut
    at its latest. Nobody is left out for refusing marketing: this tells what happened, and lists
    nobody to approach. A customer without any referral is its own root, with nobody below.
    """
    customer_named(path.customer_id)
    run = asked_run(query)
    day = worker_cache(referral_chains, run)
    chains = day.made
    (customer,) = positions_of(chains.customer_ids, [path.customer_id]).tolist()
    told = _nothing(path.customer_id)
    if customer >= 0:
        told = {
            **_above(chains, customer),
            **_below(chains, customer, query.limit),
            "self_referrals": chains.self_referrals(customer, LISTED),
        }
    return answer(
        {
            "customer_id": path.customer_id,
            **run.told,
            "as_of": day.on,
            "currency": settings().currency,
            **told,
            "names": names_of(*_mentioned(path.customer_id, told)),
        }
    )


def _nothing(customer_id: str) -> dict[str, Any]:
    """What is told of a customer who was closed: its referrals are none any more."""
    alone = {"referrer_id": None, "referred_at": None, "root_id": customer_id, "depth": 0}
    counts = dict.fromkeys(
        ("chain_hidden", "later_referrals_hidden", "direct", "total", "deepest", "assets_unknown"),
        0,
    )
    lists: dict[str, Any] = {
        "chain": [customer_id],
        "later_referrals": [],
        "below": [],
        "self_referrals": [],
    }
    return {**alone, **lists, **counts, "ring": None, "credit": 0.0, "hidden": 0}


def _above(chains: ReferralChains, customer: int) -> dict[str, Any]:
    """Who referred the customer, the chain above it, and the referrals that do not count."""
    depth = int(chains.forest.level[customer])
    path = chains.customer_ids[chains.path(customer, CHAIN_TOLD)].tolist()
    first = chains.referral(int(chains.first[customer])) if depth else {}
    later = chains.facts(chains.later(customer, LISTED))
    place = int(chains.on_ring[customer])
    return {
        "referrer_id": first.get("referrer_id"),
        "referred_at": first.get("at"),
        "root_id": path[0],
        "depth": depth,
        "chain": path,
        "chain_hidden": depth + 1 - len(path),
        "later_referrals": later,
        "later_referrals_hidden": chains.later_count(customer) - len(later),
        "ring": None if place < 0 else _ring(chains, place),
    }


def _ring(chains: ReferralChains, place: int) -> dict[str, Any]:
    ring = chains.ring_at(place, LISTED)
    return {
        "size": ring.size,
        "customers": chains.customer_ids[ring.customers].tolist(),
        "cut_referral": chains.referral(ring.cut),
    }


def _below(chains: ReferralChains, customer: int, limit: int) -> dict[str, Any]:
    """The nearest whom the customer brought in, at most `limit`, and the counts of all."""
    nodes, levels = nearest_descendants(chains.forest, customer, limit)
    total = int(chains.total[customer])
    return {
        "direct": int(chains.direct[customer]),
        "total": total,
        "deepest": int(chains.deepest[customer]),
        "credit": float(chains.credit[customer]),
        "assets_unknown": int(chains.unknown[customer]),
        "below": [
            {
                "customer_id": edge.to_id,
                "referrer_id": edge.from_id,
                "level": level,
                **edge.properties,
            }
            for edge, level in zip(chains.edges(chains.first[nodes]), levels.tolist(), strict=True)
        ],
        "hidden": total - len(nodes),
    }


def _mentioned(customer_id: str, told: dict[str, Any]) -> list[list[str]]:
    """The customers whose names an answer gives."""
    return [
        [customer_id],
        told["chain"],
        [entry["customer_id"] for entry in told["below"]],
        [entry["referrer_id"] for entry in (*told["below"], *told["later_referrals"])],
        told["ring"]["customers"] if told["ring"] else [],
        [told["ring"]["cut_referral"][end] for end in ("referrer_id", "referred_id")]
        if told["ring"]
        else [],
    ]
