"""/influencers: whom others follow, for marketers who look for the few that move many."""

import math
from typing import Any

import orjson
from flask import Response

from cypher.engine.arrays import Ints
from cypher.serve.customers import NamesOf
from cypher.serve.holdings import LeftOutOfHolders
from cypher.serve.marketing import (
    CommunityById,
    OpinionLeaderRow,
    OpinionLeaders,
    OpinionLeadersOfCommunity,
    OpinionLeadersSorted,
)
from service.api.http.answers import answer, store
from service.api.http.consent import asked_consent, left_out, with_consent
from service.api.http.cursors import page
from service.api.http.held_versions import HeldVersion, held_versions
from service.api.http.lookups import filters_of
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NARROWED
from service.api.http.purposes import ListPurpose, purpose_of_query
from service.api.http.times import begun
from service.api.http.worker_cache import kept_counts
from service.api.identities.positions import in_scope
from service.api.marketing.cache import day_of_influence
from service.api.marketing.leader_order import KEY, START, Order, order_of, sorted_places
from service.api.marketing.rankings import Standings, grades
from service.api.marketing.schemas import Influencers, InfluencersQuery
from service.errors import BadRequest
from service.relations.influence.network import INFLUENCE
from service.tagging.declaration import Text
from service.tagging.evidence import facts_in
from service.tagging.sentences import plural

blueprint = noun("influencers", __name__, tag="marketing")

#: What is shown of where a leader belongs, by the names of filters.
_BELONG = {
    "region": "region",
    "branch": "branch",
    "relationship_manager": "relationship_manager",
    "community": "community_id",
}
#: Leaders as they are shown, each with the amount by which it stands in the list.
_Listed = list[tuple[dict[str, Any], float | None]]
#: What customers are tied by in each network.
_TIED = {
    "influence": Text("有往来的", "customers that have ties"),
    "referrals": Text("推荐网络的", "customers tied by referrals"),
    "kinship": Text("亲属网络的", "customers tied by kinship"),
    "payments": Text("付款网络的", "customers tied by payments"),
    "shared_employers": Text("同事网络的", "customers tied by a shared employer"),
}


@blueprint.get("/influencers", responses=documented(Influencers, 404))
def list_influencers(query: InfluencersQuery) -> Response:
    """List the customers whom others follow, the most influential first unless `sort` says so.

    In the whole network as the tag `opinion_leader` has it, or in that of one kind of tie alone:
    referrals, kinship, payments or shared_employers. Score, rank and grade are those of the network
    as a whole, whatever the list is narrowed to. For marketing those who may not be approached are
    left out and counted.
    """
    order = order_of(query.sort)
    purpose = purpose_of_query(query)
    run, after = begun(query, [1e308, ""] if order.is_by_rank else START)
    run_id = run.run_id
    if (
        run_id
        and query.community
        and not store().rows(CommunityById(query.community, run_id, **asked_consent(purpose)))
    ):
        raise BadRequest(
            Text(
                f"没有圈层{query.community}：GET /api/v1/communities可列出全部",
                f"there is no community {query.community}: GET /api/v1/communities lists them",
            ),
            "community",
        )
    rows: _Listed = []
    counts = left_out()
    if run_id and query.network == INFLUENCE:
        rows = _of_holdings(query, purpose, run_id, order, after)
        counts = _left_out_of_holdings(query, purpose, run_id)
    elif run_id:
        known = day_of_influence(run).made.standings
        places = known.narrowed(query.network, _narrowed(query))
        leaders = known.networks[query.network].customer[places]
        places = places[in_scope(known.customers.customer_no[leaders])]
        rows = _of_standing(query, purpose, known, places, order, after)
        counts = known.left_out(query.network, places, marketing=purpose == "marketing")
    shown = _page(rows, query.limit, order, run_id)
    shown["items"] = with_consent(shown["items"], run_id)
    told = {"network": query.network, "purpose": purpose, **run.told}
    return answer({**told, **shown, "left_out": counts})


def _page(rows: _Listed, limit: int, order: Order, run_id: int) -> dict[str, Any]:
    """A page of leaders, whose cursor says where the order goes on."""
    if order.is_by_rank:
        return page([row for row, _ in rows], limit, ["score", "customer_id"], run_id)
    items = [
        {
            "row": row,
            "rank": int(amount is None),
            "amount": amount or 0.0,
            "name": row["name"],
            "customer_id": row["customer_id"],
        }
        for row, amount in rows
    ]
    shown = page(items, limit, KEY, run_id)
    return {**shown, "items": [item["row"] for item in shown["items"]]}


def _narrowed(query: InfluencersQuery) -> dict[str, str]:
    """What the list is narrowed to, by the names of filters; '' for all."""
    return filters_of(query, *NARROWED, "community")


def _left_out_of_holdings(
    query: InfluencersQuery, purpose: ListPurpose, run_id: int
) -> dict[str, int]:
    """How many of the leaders of the whole network are left out, by the reason."""
    asked = LeftOutOfHolders(
        tag_id="opinion_leader",
        grade="",
        subject="",
        community_id=query.community or "",
        **filters_of(query, *NARROWED),
        **asked_consent(purpose),
        run_id=run_id,
    )
    return left_out((row.left_out, row.customers) for row in kept_counts(asked))


def _of_holdings(
    query: InfluencersQuery, purpose: ListPurpose, run_id: int, order: Order, after: list[Any]
) -> _Listed:
    """The leaders of the whole network as a run has them."""
    asked: dict[str, Any] = {
        **filters_of(query, *NARROWED),
        "run_id": run_id,
        **asked_consent(purpose),
        "limit": query.limit + 1,
    }
    found: list[tuple[OpinionLeaderRow, float | None]]
    if order.is_by_rank:
        score, after_id = after
        asked |= {"after_score": score, "after_id": after_id}
        leaders = (
            OpinionLeadersOfCommunity(community_id=query.community, **asked)
            if query.community
            else OpinionLeaders(**asked)
        )
        found = [(row, row.score) for row in store().rows(leaders)]
    else:
        rank, amount, name, after_id = after
        asked |= {"after_rank": rank, "after_amount": amount, "after_name": name}
        asked |= {**order._asdict(), "after_id": after_id, "community_id": query.community or ""}
        found = [(row, row.amount) for row in store().rows(OpinionLeadersSorted(**asked))]
    versions = held_versions(("opinion_leader", row.version) for row, _ in found)
    return [(_shown_holding(row, versions["opinion_leader", row.version]), at) for row, at in found]


def _shown_holding(row: OpinionLeaderRow, version: HeldVersion) -> dict[str, Any]:
    facts, rank = orjson.loads(facts_in(row.evidence)), orjson.loads(row.value).get("rank")
    kept = ("version", "value", "evidence", "amount")
    told = {name: value for name, value in vars(row).items() if name not in kept}
    followers = facts.get("followers")
    if version.is_todays:
        sentence = _sentence(INFLUENCE, facts["customers_in_network"], rank, followers)
    else:
        sentence = version.sentence(row.grade)
    return {**told, "rank": rank, "followers": followers, "sentence": sentence}


def _of_standing(
    query: InfluencersQuery,
    purpose: ListPurpose,
    known: Standings,
    places: Ints,
    order: Order,
    after: list[Any],
) -> _Listed:
    """The leaders of one kind of tie, as this worker keeps them, of some places."""
    network, most = query.network, query.limit + 1
    standing, marketing = known.networks[network], purpose == "marketing"
    if order.is_by_rank:
        score, after_id = after
        places = known.listed(network, places, (score, after_id), most, marketing=marketing)
        amount = standing.score[places]
    else:
        everybody = known.listed(network, places, most=None, marketing=marketing)
        places, amount = sorted_places(known, network, everybody, order, after)
        places, amount = places[:most], amount[:most]
    customer = standing.customer[places]
    ids = known.customers.customer_ids[customer].tolist()
    brief = {row.customer_id: row for row in store().rows(NamesOf(ids))}
    belongs = {name: known.of[of][customer].tolist() for of, name in _BELONG.items()}
    return [
        (
            {
                "customer_id": customer_id,
                "kind": brief[customer_id].kind,
                "name": brief[customer_id].name,
                "is_client": known.of["is_client"][customer[i]] == "true",
                **{name: of[i] or None for name, of in belongs.items()},
                "score": score,
                "rank": rank,
                "grade": grades()[grade].grade_id,
                "followers": followers,
                "sentence": _sentence(query.network, standing.customers, rank, followers),
            },
            None if math.isnan(at) else at,
        )
        for i, (customer_id, score, rank, grade, followers, at) in enumerate(
            zip(
                ids,
                standing.score[places].tolist(),
                standing.rank[places].tolist(),
                standing.grade[places].tolist(),
                standing.followers[places].tolist(),
                amount.tolist(),
                strict=True,
            )
        )
    ]


def _sentence(network: str, customers: int, rank: int, followers: int) -> Text:
    """How far ahead the customer is, without naming anybody else."""
    tied = _TIED[network]
    return Text(
        zh=f"在{tied.zh}{customers:,}位客户中影响力排第{rank:,}，有{followers:,}位客户跟随",
        en=f"Number {rank:,} in influence among {customers:,} {tied.en}; followed by "
        f"{plural(followers, 'customer')}",
    )
