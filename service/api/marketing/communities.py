"""/communities: circles of customers as marketers see them, without those who may not be named."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import orjson
from flask import Response

from cypher.serve.holdings import HoldingsOfCustomer
from cypher.serve.marketing import (
    CommunitiesInOrder,
    CommunityById,
    CommunityMemberRow,
    CommunityRow,
    LeftOutLeaders,
    LeftOutOfHistory,
    MembersOfCommunity,
)
from cypher.vocabulary import Text
from service.api.access.viewers import name_seen
from service.api.groups.history import history_of
from service.api.http.answers import answer, store
from service.api.http.consent import asked_consent, left_out, names_for, standing_of, with_consent
from service.api.http.cursors import cursor, page
from service.api.http.holding_text import sentences_of
from service.api.http.lookups import known_customers
from service.api.http.openapi_responses import documented, noun
from service.api.http.purposes import ListPurpose, purpose_of_query
from service.api.http.times import begun
from service.api.http.worker_cache import kept_counts, worker_cache_of_run
from service.api.identities.numbers import known_id
from service.api.marketing.community_traits import COMMUNITY, base_shares, traits_of
from service.api.marketing.schemas import (
    Communities,
    CommunitiesQuery,
    CommunityHistory,
    CommunityPath,
    FullCommunity,
    PageForPurpose,
)
from service.errors import BadRequest, NotFound

blueprint = noun("communities", __name__, tag="marketing")


@blueprint.get("/communities", responses=documented(Communities, 404))
def list_communities(query: CommunitiesQuery) -> Response:
    """List the communities, the largest first, or the one that a customer is in.

    For marketing a leader who may not be approached is not named, and a customer who may not be is
    in no community.
    """
    purpose = purpose_of_query(query)
    run, (after_size, after_id) = begun(query, [2**53, ""])
    asked: dict[str, Any] = {"run_id": run.run_id, **asked_consent(purpose)}
    if query.customer_id:
        rows = _communities_of(query.customer_id, purpose, run.run_id)
        counts = Counter(
            row.leader_left_out for row in rows if row.leader_left_out and row.leader_in_scope
        )
    else:
        rows = store().rows(
            CommunitiesInOrder(
                **asked, after_size=after_size, after_id=after_id, limit=query.limit + 1
            )
        )
        counts = Counter(
            {row.left_out: row.customers for row in kept_counts(LeftOutLeaders(**asked))}
        )
    items = _shown(rows, purpose, run.run_id)
    shown = page(items, query.limit, ["size", "community_id"], run.run_id)
    told = {"purpose": purpose, **run.told, **shown}
    return answer({**told, "left_out": left_out(counts.items())})


@blueprint.get("/communities/<community_id>", responses=documented(FullCommunity, 404))
def get_community(path: CommunityPath, query: PageForPurpose) -> Response:
    """Tell one community: its leader, what its members have in common, and who they are.

    Members come a page at a time, opinion leaders first, by their influence. For marketing whoever
    may not be approached counts in `size` and in the shares, and is named nowhere.
    """
    purpose = purpose_of_query(query)
    run, (influence, after_id) = begun(query, [1e308, ""])
    row = _community_named(path.community_id, run.run_id, purpose)
    day = worker_cache_of_run(base_shares, run)
    members = store().rows(
        MembersOfCommunity(
            community_id=path.community_id,
            run_id=run.run_id,
            **asked_consent(purpose),
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
    traits = traits_of(path.community_id, day, purpose)
    [community] = _shown([row], purpose, run.run_id)
    return answer(
        {
            **community,
            "purpose": purpose,
            **run.told,
            "hidden": sum(traits.left_out.values()),
            "left_out": traits.left_out,
            "common": traits.common,
            "members": _shown_members(shown, run.run_id, purpose),
            "next": cursor(last) if last else None,
        }
    )


@blueprint.get("/communities/<community_id>/history", responses=documented(CommunityHistory, 404))
def get_community_history(path: CommunityPath, query: PageForPurpose) -> Response:
    """Tell what runs did to a community, the latest first; also of one that has ended.

    For marketing an event names nobody; for service whom it concerned, and because of what.
    """
    purpose = purpose_of_query(query)
    named = purpose == "service"
    run, events = history_of(path.community_id, [COMMUNITY], query, named=named)
    if not events["items"]:
        _community_named(path.community_id, run.run_id, purpose)
    asked = LeftOutOfHistory(path.community_id, run.line_until, **asked_consent(purpose))
    counts = left_out((row.left_out, row.customers) for row in kept_counts(asked))
    told = {"community_id": path.community_id, "purpose": purpose, **run.told, **events}
    return answer({**told, "left_out": counts})


def _community_named(community_id: str, run_id: int, purpose: ListPurpose) -> CommunityRow:
    for row in store().rows(CommunityById(community_id, run_id, **asked_consent(purpose))):
        return row
    raise NotFound(
        Text(
            f"没有圈层{community_id}：GET /api/v1/communities可列出全部",
            f"there is no community {community_id}: GET /api/v1/communities lists them",
        )
    )


def _communities_of(asked_id: str, purpose: ListPurpose, run_id: int) -> list[CommunityRow]:
    """The community that a customer is in; raises BadRequest where there is no such customer.

    None for marketing where the customer may not be approached, as where it is in none.
    """
    if not known_customers([asked_id]):
        raise BadRequest(
            Text(f"没有客户{asked_id}", f"there is no customer {asked_id}"), "customer_id"
        )
    customer_id = known_id(asked_id, run_id)
    standing = standing_of([customer_id], run_id)[customer_id]
    if purpose == "marketing" and standing.left_out:
        return []
    held = store().rows(HoldingsOfCustomer(customer_id, "community_member", run_id))
    asked = asked_consent(purpose)
    return [
        row
        for holding in held
        for row in store().rows(CommunityById(holding.subject, run_id, **asked))
    ]


def _shown(rows: Sequence[CommunityRow], purpose: ListPurpose, run_id: int) -> list[dict[str, Any]]:
    """Communities as they are listed; a leader who is left out has no id and no name.

    To a marketer nor has one outside the scope, which tells nothing of what it says of marketing.
    """
    led = {
        row.leader_id: row
        for row in rows
        if not row.leader_left_out and (row.leader_in_scope or purpose != "marketing")
    }
    inside = (leader_id for leader_id, row in led.items() if row.leader_in_scope)
    standing = standing_of(inside, run_id)
    return [
        {
            "community_id": row.community_id,
            "size": row.size,
            "leader_id": row.leader_id if row.leader_id in led else None,
            "leader_name": _leader_called(row) if row.leader_id in led else None,
            "leader_hidden": row.leader_id not in led,
            "leader_consent": standing[row.leader_id].consent
            if row.leader_id in standing
            else None,
        }
        for row in rows
    ]


def _leader_called(row: CommunityRow) -> str:
    return name_seen(row.leader_name, row.leader_kind, in_scope=row.leader_in_scope)


def _shown_members(
    rows: list[CommunityMemberRow], run_id: int, purpose: ListPurpose
) -> list[dict[str, Any]]:
    sentences = sentences_of([(row.customer_id, row) for row in rows], names_for(purpose, run_id))
    items = [
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
    return with_consent(items, run_id)
