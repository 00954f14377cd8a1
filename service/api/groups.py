"""/groups: who belongs together, derived or declared, and why."""

from typing import Any

import orjson
from flask import Response
from flask_openapi.blueprint import APIBlueprint

from cypher.serve import (
    ExposureOfGroups,
    GroupById,
    GroupRow,
    GroupsOfCustomer,
    GroupsOfKind,
    MemberRow,
    MembersOfGroup,
)
from service.api.answers import answer, cursor, page, resumed, settings, store
from service.api.graph_models import FullGroup, Groups
from service.api.requests import GroupPath, GroupsQuery, Page
from service.api.responses import documented, operation_id
from service.api.runs import run_as_of
from service.errors import NotFound
from service.money import money

blueprint = APIBlueprint(
    "groups",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[{"name": "groups"}],
    operation_id_callback=operation_id,
)


@blueprint.get("/groups", responses=documented(Groups))
def list_groups(query: GroupsQuery) -> Response:
    """List groups by kind and id, or the groups that a customer is in."""
    run_id = run_as_of(None)
    after_kind, after_id = resumed(query.cursor, ["", ""])
    rows = store().rows(
        GroupsOfCustomer(
            customer_id=query.customer_id,
            kind=query.kind or "",
            run_id=run_id,
            after_kind=after_kind,
            after_id=after_id,
            limit=query.limit + 1,
        )
        if query.customer_id
        else GroupsOfKind(
            kind=query.kind or "",
            run_id=run_id,
            after_kind=after_kind,
            after_id=after_id,
            limit=query.limit + 1,
        )
    )
    return answer(page(_shown(rows, run_id), query.limit, ["kind", "group_id"]))


@blueprint.get("/groups/<path:group_id>", responses=documented(FullGroup, 404))
def get_group(path: GroupPath, query: Page) -> Response:
    """Tell one group: its head, what the bank stands to lose, and each member with its reasons.

    Members come by id, a page at a time.
    """
    run_id = run_as_of(None)
    rows = store().rows(GroupById(group_id=path.group_id, run_id=run_id))
    if not rows:
        raise NotFound(f"there is no group {path.group_id}: GET /api/v1/groups lists them")
    (after_id,) = resumed(query.cursor, [""])
    members = store().rows(
        MembersOfGroup(
            group_id=path.group_id, run_id=run_id, after_id=after_id, limit=query.limit + 1
        )
    )
    shown = members[: query.limit]
    return answer(
        {
            **_shown(rows[:1], run_id)[0],
            "run_id": run_id or None,
            "members": [_member(member, path.group_id) for member in shown],
            "next": cursor([shown[-1].customer_id]) if len(members) > query.limit else None,
        }
    )


def _member(row: MemberRow, group_id: str) -> dict[str, Any]:
    if row.evidence is None:
        declared = {"type": "MEMBER_OF", "from": row.customer_id, "to": group_id}
        reasons = [{**declared, "source": f"L{row.load_no}", "role": row.role}]
    else:
        evidence = orjson.loads(row.evidence)
        reasons = [*evidence["edges"], {"facts": evidence["facts"]}]
    return {
        "customer_id": row.customer_id,
        "name": row.name,
        "kind": row.kind,
        "is_client": row.is_client,
        "role": row.role,
        "reasons": reasons,
    }


def _shown(rows: list[GroupRow], run_id: int) -> list[dict[str, Any]]:
    sums: dict[str, dict[str, float]] = {}
    wanted = [row.group_id for row in rows]
    for row in store().rows(ExposureOfGroups(group_ids=wanted, run_id=run_id)):
        sums.setdefault(row.group_id, {})[row.currency] = row.amount
    return [{**vars(row), **_exposure(sums.get(row.group_id, {}))} for row in rows]


def _exposure(by_currency: dict[str, float]) -> dict[str, Any]:
    """The sum in the bank's own currency, or in the only one there is; the others beside it."""
    currency = settings().currency
    if len(by_currency) == 1:
        (currency,) = by_currency
    return {
        "exposure": money(round(by_currency.get(currency, 0.0), 4)),
        "currency": currency,
        "exposure_elsewhere": [
            {"exposure": money(round(amount, 4)), "currency": other}
            for other, amount in by_currency.items()
            if other != currency
        ],
    }
