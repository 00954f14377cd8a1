"""Who is like a customer, or like several, in whom they pay and are paid by."""

from typing import Any

import numpy as np
from flask import Response

from cypher.engine.arrays import Ints
from cypher.serve.marketing import HoldersInRun
from service.api.http.answers import answer, whole_store
from service.api.http.consent import names_for
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import CustomerPath
from service.api.http.purposes import (
    ForPurposeOrBody,
    ListPurpose,
    purpose_for,
    purpose_of_both,
    purpose_of_query,
)
from service.api.identities.positions import in_scope, positions_named, positions_of
from service.api.similarity.ranking import (
    Likenesses,
    Ranking,
    alike,
    day_of_likenesses,
    mentioned,
    ranked,
    said_in_common,
    shown,
)
from service.api.similarity.schemas import (
    TOLD,
    LookAlikeBody,
    LookAlikes,
    SimilarCustomers,
    SimilarQuery,
)
from service.errors import BadRequest
from service.graph.similarity.top_similar import centroid, cosines, top_similar
from service.tagging import figures
from service.tagging.declaration import Text
from service.tagging.sentences import listed_en, listed_zh
from service.tags import catalogue

blueprint = noun("look_alikes", __name__, tag="look-alikes")

#: How many seeds a look-alike is said to be most like.
BECAUSE = 3
#: How many seeds without payments are named.
NAMED = 50
NO_PAYMENTS = Text(
    "没有与他人之间的收付款记录，无从比较",
    "there is no payment to or from anybody else to compare by",
)
NO_SEEDS = Text("当前批次中无人持有该标签", "nobody holds this tag in the current run")


@blueprint.get("/customers/<customer_id>/similar", responses=documented(SimilarCustomers, 308, 404))
def get_similar(path: CustomerPath, query: SimilarQuery) -> Response:
    """Tell who pays and is paid by much the same parties as a customer, the most similar first.

    Similarity is the cosine of payees and payers, apart from each other, over all payments up to
    the day: a counterparty weighs more the more often the two dealt, less the more customers deal
    with it. Whoever has nothing in common with the customer but counterparties of more than
    twin_common_customers customers is not similar, and neither is a company to a person. For
    marketing customers who may not be approached are left out, and called *** as payees and payers.
    """
    purpose = purpose_of_query(query)
    customer_named(path.customer_id)
    day = day_of_likenesses()
    of = day.made
    asked = positions_of(of.customers.customer_ids, [path.customer_id])
    # A customer who was closed has no place there any more.
    compared = asked[asked >= 0]
    compared = compared[of.pays(compared)]
    direction = centroid(of.behaviour.rows, compared)
    ranking = _ranking(of, direction, compared, query.limit, purpose)
    found = alike(of, ranking, direction)
    names = names_for(purpose, day.run_id)(mentioned(found), [path.customer_id])
    name = names[path.customer_id]
    left_out = of.customers.left_out(ranking.passed, marketing=purpose == "marketing")
    return answer(
        {
            "customer_id": path.customer_id,
            "name": name,
            "run_id": day.run_id or None,
            "as_of": day.on,
            "purpose": purpose,
            "items": [
                {
                    **shown(candidate, names),
                    "consent": consent,
                    "sentence": _similar(
                        name, candidate.similarity, said_in_common(candidate, names)
                    ),
                }
                for candidate, consent in zip(
                    found, of.customers.consents(ranking.customer), strict=True
                )
            ],
            "further": ranking.further,
            "hidden": len(ranking.passed),
            "left_out": left_out,
            "missing": None if len(compared) else NO_PAYMENTS,
        }
    )


@blueprint.post("/look-alike", responses=written(200, LookAlikes))
def find_look_alikes(query: ForPurposeOrBody, body: LookAlikeBody) -> Response:
    """Find the k customers who are most like some seeds and not among them, with the reasons.

    The seeds are named, or are the holders of a tag in any grade. Similarity is the cosine with the
    centroid of the seeds, each of whom counts the same (Rocchio 1971); what makes customers alike
    is as in GET /customers/{id}/similar. Only customers of the kinds of the seeds are compared. For
    marketing the tag must be for marketing, and customers who may not be approached are left out:
    as seeds they count, and are named nowhere. Where fewer than k are alike at all, fewer come.
    """
    purpose = purpose_of_both(query.purpose, body.purpose)
    day = day_of_likenesses()
    of = day.made
    seeds = _seeds(body, of, day.run_id, purpose)
    may_be_named = of.customers.named(marketing=purpose == "marketing")[seeds]
    pays = of.pays(seeds)
    direction = centroid(of.behaviour.rows, seeds)
    ranking = _ranking(of, direction, seeds, min(body.k, TOLD), purpose)
    because = _because(of, ranking.customer, seeds[may_be_named])
    found = alike(of, ranking, direction)
    names = names_for(purpose, day.run_id)(mentioned(found), *because)
    silent = of.customers.customer_ids[seeds[may_be_named & ~pays]][:NAMED].tolist()
    return answer(
        {
            "run_id": day.run_id or None,
            "as_of": day.on,
            "purpose": purpose,
            "k": body.k,
            "seeds": len(seeds),
            "without_payments": silent,
            "without_payments_hidden": int(np.count_nonzero(~pays)) - len(silent),
            "items": [
                {
                    **shown(one, names),
                    "consent": consent,
                    "because": likest,
                    "sentence": _look_alike(
                        [names[seed] for seed in likest],
                        one.similarity,
                        said_in_common(one, names),
                    ),
                }
                for one, likest, consent in zip(
                    found, because, of.customers.consents(ranking.customer), strict=True
                )
            ],
            "further": ranking.further,
            "hidden": len(ranking.passed),
            "left_out": of.customers.left_out(ranking.passed, marketing=purpose == "marketing"),
            "missing": None if pays.any() else NO_PAYMENTS if len(seeds) else NO_SEEDS,
        }
    )


def _ranking(
    of: Likenesses, direction: Any, besides: Ints, most: int, purpose: ListPurpose
) -> Ranking:
    """The customers in scope nearest to a direction, of the kinds of those who made it."""
    similarity, kind = cosines(of.behaviour.rows, direction), of.customers.kind
    similarity[~np.isin(kind, np.unique(kind[besides]))] = 0.0
    similarity[besides] = 0.0
    alike = np.flatnonzero(similarity > 0)
    similarity[alike[~in_scope(of.customers.customer_no[alike])]] = 0.0
    return ranked(similarity, of.customers.named(marketing=purpose == "marketing"), most)


def _seeds(body: LookAlikeBody, of: Likenesses, run_id: int, purpose: ListPurpose) -> Ints:
    """The positions of the seeds, each once, in order.

    Raises BadRequest where both or neither are given, for what there is not, and for a tag that is
    not for the purpose.
    """
    if (body.seeds is None) == (body.tag is None):
        raise BadRequest(
            Text(
                "请指定seeds，或以tag指定其持有客户：二者取一",
                "name the seeds, or a tag whose holders they are: one of the two",
            ),
            "seeds",
            "tag",
        )
    if body.seeds is not None:
        return np.unique(positions_named(of.customers.customer_ids, body.seeds, "seeds"))
    if body.tag not in catalogue():
        raise BadRequest(
            Text(
                f"没有标签{body.tag}：GET /api/v1/tags可列出全部",
                f"there is no tag {body.tag}: GET /api/v1/tags lists them",
            ),
            "tag",
        )
    purpose_for(catalogue()[body.tag], purpose, field="tag")
    holders = whole_store().columns(HoldersInRun(tag_id=body.tag, run_id=run_id)).customer_no
    seeds = np.flatnonzero(np.isin(of.customers.customer_no, holders))
    return seeds[in_scope(of.customers.customer_no[seeds])]


def _because(of: Likenesses, customers: Ints, seeds: Ints) -> list[list[str]]:
    """The seeds that each of some customers is most like; cost: that of `top_similar` on these."""
    both = np.concatenate((customers, seeds))
    is_seed = np.arange(len(both)) >= len(customers)
    asked = np.arange(len(customers))
    nearest = top_similar(of.behaviour.rows.only(both), asked, is_seed, BECAUSE).row
    ids = of.customers.customer_ids[both]
    return [ids[row[row >= 0]].tolist() for row in nearest]


def _similar(name: str, similarity: float, common: Text) -> Text:
    alike = figures.share(similarity)
    return Text(
        f"收付款对象与{name}的相似度为{alike.zh}：{common.zh}",
        f"Counterparties are {alike.en} like those of {name}: {common.en}",
    )


def _look_alike(seeds: list[str], similarity: float, common: Text) -> Text:
    alike = figures.share(similarity)
    nearest = Text(
        f"，最接近{listed_zh(seeds)}" if seeds else "",
        f", most like those of {listed_en(seeds)}" if seeds else "",
    )
    return Text(
        f"收付款对象与种子客户整体的相似度为{alike.zh}{nearest.zh}：{common.zh}",
        f"Counterparties are {alike.en} like those of the seeds together{nearest.en}: {common.en}",
    )
