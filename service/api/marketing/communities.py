"""/communities: circles of customers as marketers see them, without those who may not be named."""

from functools import partial
from typing import Any

import orjson
from flask import Response

from cypher.serve.customers import NamesOf
from cypher.serve.holdings import HoldingsOfCustomer
from cypher.serve.marketing import (
    CommunitiesInOrder,
    CommunityById,
    CommunityMemberRow,
    CommunityRow,
    MembersOfCommunity,
)
from service.api.groups.history import history_of
from service.api.http.answers import answer, cursor, page, store
from service.api.http.consent import asked_consent, names_for_marketing
from service.api.http.holding_text import sentences_of
from service.api.http.openapi_responses import documented, noun
from service.api.http.times import PageOfRun, begun
from service.api.http.worker_cache import worker_cache_of_run
from service.api.identities.numbers import known_id
from service.api.marketing.community_traits import COMMUNITY, base_shares, traits_of
from service.api.marketing.schemas import (
    Communities,
    CommunitiesQuery,
    CommunityHistory,
    CommunityPath,
    FullCommunity,
)
from service.errors import BadRequest, NotFound

blueprint = noun("communities", __name__, tag="marketing")


@blueprint.get("/communities", responses=documented(Communities, 404))
def list_communities(query: CommunitiesQuery) -> Response:
    """List the communities, the largest first, or the one that a customer is in.

    A leader who may not be approached is not named.
    """
    run, (after_size, after_id) = begun(query, [2**53, ""])
    rows = (
        _communities_of(known_id(query.customer_id, run.run_id), run.run_id)
        if query.customer_id
        else store().rows(
            CommunitiesInOrder(
                run_id=run.run_id,
                **asked_consent(),
                after_size=after_size,
                after_id=after_id,
                limit=query.limit + 1,
            )
        )
    )
    shown = page([_shown(row) for row in rows], query.limit, ["size", "community_id"], run.run_id)
    return answer({**run.told, **shown})


@blueprint.get("/communities/<community_id>", responses=documented(FullCommunity, 404))
def get_community(path: CommunityPath, query: PageOfRun) -> Response:
    """Tell one community: its leader, what its members have in common, and who they are.

    Members come a page at a time, opinion leaders first, by their influence. Whoever may not be
    approached counts in `size` and in the shares, and is named nowhere.
    """
    run, (influence, after_id) = begun(query, [1e308, ""])
    row = _community_named(path.community_id, run.run_id)
    day = worker_cache_of_run(base_shares, run)
    members = store().rows(
        MembersOfCommunity(
            community_id=path.community_id,
            run_id=run.run_id,
            **asked_consent(),
            after_influence=influence,
            after_id=after_id,
            limit=query.limit + 1,
        )
    )
    shown = members[: query.limit]
    last = (
        [shown[-1].influence, shown[-1].customer_id, run.run_id]
        if len(members) > query.limit
        else None
    )
    traits = traits_of(path.community_id, day)
    return answer(
        {
            **_shown(row),
            **run.told,
            "hidden": row.size - traits.approachable,
            "common": traits.common,
            "members": _shown_members(shown, run.run_id),
            "next": cursor(last) if last else None,
        }
    )


@blueprint.get("/communities/<community_id>/history", responses=documented(CommunityHistory, 404))
def get_community_history(path: CommunityPath, query: PageOfRun) -> Response:
    """Tell what runs did to a community, the latest first; also of one that has ended."""
    run, events = history_of(path.community_id, [COMMUNITY], query, named=False)
    if not events["items"]:
        _community_named(path.community_id, run.run_id)
    return answer({"community_id": path.community_id, **run.told, **events})


def _community_named(community_id: str, run_id: int) -> CommunityRow:
    for row in store().rows(CommunityById(community_id, run_id, **asked_consent())):
        return row
    raise NotFound(f"there is no community {community_id}: GET /api/v1/communities lists them")


def _communities_of(customer_id: str, run_id: int) -> list[CommunityRow]:
    """The community that a customer is in; raises BadRequest where there is no such customer."""
    if not store().rows(NamesOf([customer_id])):
        raise BadRequest(f"there is no customer {customer_id}", "customer_id")
    held = store().rows(HoldingsOfCustomer(customer_id, "community_member", run_id))
    return [
        row
        for holding in held
        for row in store().rows(CommunityById(holding.subject, run_id, **asked_consent()))
    ]


def _shown(row: CommunityRow) -> dict[str, Any]:
    return {**vars(row), "leader_hidden": row.leader_id is None}


def _shown_members(rows: list[CommunityMemberRow], run_id: int) -> list[dict[str, Any]]:
    named = partial(names_for_marketing, run_id)
    sentences = sentences_of([(row.customer_id, row) for row in rows], named)
    return [
        {
            "customer_id": row.customer_id,
            "name": row.name,
            "kind": row.kind,
            "role": row.role,
            "score": row.influence if row.influence_grade else None,
            "rank": orjson.loads(row.influence_value).get("rank") if row.influence_value else None,
            "grade": row.influence_grade,
            "sentence": sentence,
        }
        for row, sentence in zip(rows, sentences, strict=True)
    ]
