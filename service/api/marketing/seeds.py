"""/influence/seeds: with whom to begin so that word reaches most customers."""

from collections.abc import Sequence

import numpy as np
from flask import Response

from cypher.engine.arrays import Ints
from cypher.vocabulary import Text
from service.api.http.answers import answer, settings
from service.api.http.holding_text import names_of
from service.api.http.openapi_responses import noun, written
from service.api.http.purposes import ForPurposeOrBody, purpose_of_both
from service.api.http.worker_cache import OfDay, worker_cache
from service.api.identities.positions import positions_of
from service.api.marketing.cache import day_of_influence
from service.api.marketing.seed_candidates import seed_candidates
from service.api.marketing.seed_schemas import (
    InfluenceSeedsBody,
    InfluenceSeedsFound,
    InfluenceTie,
)
from service.errors import BadRequest
from service.graph.diffusion.independent_cascade import IndependentCascade, independent_cascade
from service.graph.diffusion.influence_maximisation import influence_maximisation
from service.relations.influence.network import INFLUENCE
from service.relations.marketing.consent import Approachable, approachable
from service.run.customer_positions import AT_FAULT, listed_at_fault

blueprint = noun("influence_seeds", __name__, tag="influence")


@blueprint.post("/influence/seeds", responses=written(200, InfluenceSeedsFound))
def choose_seeds(query: ForPurposeOrBody, body: InfluenceSeedsBody) -> Response:
    """Choose the k customers who together reach most others under the independent cascade.

    Whoever is reached gets one chance with each of its followers, the probability of the tie: with
    the bank's own ties influence_rate x the tie's weight / the weight of all whom the follower
    follows (1 at least). Where at most 12 customers have ties the answer is exact, of equally good
    choices the first by customer ids; else it is found by reverse influence sampling, and `bound`
    says what is proved of it. For marketing customers who may not be approached are never chosen,
    nor are those excluded for any purpose; all of them are reached and pass influence on. Whoever
    has no tie in the network is no part of it, and is not chosen either. Nothing stored changes.
    """
    if body.network is not None and body.edges is not None:
        raise BadRequest(
            Text(
                "network采用本行的关系，edges给出另外的关系：请去掉其一",
                "network takes the bank's ties and edges gives others: leave one of them out",
            ),
            "network",
            "edges",
        )
    purpose = purpose_of_both(query.purpose, body.purpose)
    name, day, network, tied = _cascade(body)
    among = seed_candidates(day.made, day.run_id, tied, body.within, body.exclude, purpose)
    if body.k > among.count:
        raise BadRequest(_too_few(body, among.count), *_fields_of(body))
    own = settings()
    epsilon = own.influence_epsilon if body.epsilon is None else body.epsilon
    found = influence_maximisation(
        network=network,
        k=body.k,
        candidates=among.customers,
        epsilon=epsilon,
        delta=own.influence_delta,
        seed=own.influence_seed,
        max_nodes=own.influence_max_nodes,
        max_steps=own.influence_max_steps,
    )
    sampled = found.method == "ris"
    ids = day.made.customer_ids[found.seeds].tolist()
    names = names_of(ids)
    return answer(
        {
            "run_id": day.run_id or None,
            "as_of": day.on,
            "network": name,
            "ties": network.source.size,
            "purpose": purpose,
            "candidates": among.count,
            "left_out": among.left_out,
            "seeds": [
                {"customer_id": one, "name": names[one], "consent": consent, "gain": gain}
                for one, consent, gain in zip(
                    ids, day.made.consents(found.seeds), found.gain.tolist(), strict=True
                )
            ],
            "spread": found.spread,
            "method": found.method,
            "bound": found.bound,
            "spread_at_least": found.at_least,
            "optimum_at_most": found.optimum_at_most,
            "epsilon": epsilon if sampled else None,
            "delta": own.influence_delta if sampled else None,
            "sets": found.sets,
        }
    )


def _cascade(
    body: InfluenceSeedsBody,
) -> tuple[str | None, OfDay[Approachable], IndependentCascade, Ints]:
    """The network asked for, by its name where it is the bank's; and who has a tie in it."""
    if body.edges is None:
        name = body.network or INFLUENCE
        influence = day_of_influence()
        spreading = influence.made.cascades
        day = OfDay(influence.run_id, influence.on, spreading.customers)
        network = spreading.networks[name]
        return name, day, network, network.tied()
    day = worker_cache(approachable)
    source, target = _ends(day.made, body.edges)
    probability = [edge.probability for edge in body.edges]
    network = independent_cascade(len(day.made.customer_ids), source, target, probability)
    return None, day, network, np.union1d(source, target)


def _ends(customers: Approachable, edges: Sequence[InfluenceTie]) -> tuple[Ints, Ints]:
    """The positions of both ends of ties; raises BadRequest that names each unknown end."""
    ends = {
        "from": positions_of(customers.customer_ids, [edge.from_id for edge in edges]),
        "to": positions_of(customers.customer_ids, [edge.to_id for edge in edges]),
    }
    unknown = [
        (f"edges.{row}.{end}", edges[row].from_id if end == "from" else edges[row].to_id)
        for end, positions in ends.items()
        for row in (positions < 0).nonzero()[0].tolist()
    ]
    if unknown:
        told = listed_at_fault([f"{customer_id} ({field})" for field, customer_id in unknown])
        fields = [field for field, _ in unknown[:AT_FAULT]]
        raise BadRequest(Text(f"没有客户{told}", f"there is no customer {told}"), *fields)
    return ends["from"], ends["to"]


def _fields_of(body: InfluenceSeedsBody) -> list[str]:
    """What may be at fault when there are not enough candidates."""
    narrowing = {"within": body.within is not None, "exclude": bool(body.exclude)}
    return ["k", *(name for name, given in narrowing.items() if given)]


def _too_few(body: InfluenceSeedsBody, candidates: int) -> Text:
    among = "" if body.within is None else f" in {body.within}"
    besides = ", and is not excluded" if body.exclude else ""
    within = "" if body.within is None else f"{body.within}中"
    kept = "、未被排除" if body.exclude else ""
    return Text(
        f"k为{body.k}，而{within}只有{candidates}位客户可选：须在该网络中有往来、可以接触{kept}",
        f"k is {body.k}, but of the customers{among} only {candidates} may be chosen: whoever has "
        f"a tie in this network and may be approached{besides}",
    )
