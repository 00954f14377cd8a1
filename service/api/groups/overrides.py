"""/overrides: what people decided about groups, kept beside what was derived."""

import uuid
from typing import Any

from flask import Response, url_for

from cypher.engine.clock import now_ms
from cypher.override import (
    MakeOverride,
    OverrideById,
    OverrideInForce,
    OverrideRow,
    Overrides,
    WithdrawOverride,
)
from cypher.vocabulary import Text
from service.api.groups import schemas as group_models
from service.api.groups.lookups import group_named
from service.api.groups.present import BEGINNING, shown_overrides
from service.api.groups.schemas import OverrideBody, OverridePath, OverridesQuery, WithdrawalBody
from service.api.http.answers import answer, page, resumed, store
from service.api.http.lookups import known_customers
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import GroupPath, NoQuery
from service.api.http.times import current_run
from service.api.identities.numbers import known_id
from service.errors import BadRequest, Conflict, NotFound

blueprint = noun("overrides", __name__)


@blueprint.post(
    "/groups/<group_id>/overrides",
    responses=written(201, group_models.Override, 403, 404, 409),
)
def make_override(path: GroupPath, body: OverrideBody) -> Response:
    """Decide that a customer is in a group, or out of it, with a reason.

    The decision is kept beside what was derived and changes none of it; runs leave it alone. While
    it is in force another one about the same customer and group is a conflict.
    """
    run_id = current_run().run_id
    group_named(path.group_id, run_id)
    if not known_customers([body.customer_id]):
        raise BadRequest(
            Text(f"没有客户{body.customer_id}", f"there is no customer {body.customer_id}"),
            "customer_id",
        )
    customer_id = known_id(body.customer_id, run_id)
    override_id = f"OV-{uuid.uuid4().hex[:12]}"
    store().run(
        MakeOverride(
            override_id=override_id,
            group_id=path.group_id,
            customer_id=customer_id,
            decision=body.decision,
            reason=body.reason,
            author=body.author,
            now=now_ms(),
        )
    )
    [standing] = store().rows(OverrideInForce(path.group_id, customer_id, run_id))
    if standing.override_id != override_id:
        raise Conflict(
            Text(
                f"{standing.author}已就{body.customer_id}在该群组作出认定（{standing.override_id}）：请先撤回",
                f"{standing.author} decided that {body.customer_id} is {standing.decision} this "
                f"group ({standing.override_id}): withdraw that first",
            )
        )
    response = answer(_shown(standing), 201)
    response.headers["Location"] = url_for(".get_override", override_id=override_id)
    return response


@blueprint.get("/groups/<group_id>/overrides", responses=documented(group_models.Overrides, 404))
def list_overrides_of_group(path: GroupPath, query: OverridesQuery) -> Response:
    """List what was decided about a group, in that order; also of a group that is gone."""
    run_id = current_run().run_id
    items = _page(path.group_id, query, run_id)
    if not items["items"]:
        group_named(path.group_id, run_id)
    return answer(items)


@blueprint.get("/overrides", responses=documented(group_models.Overrides))
def list_overrides(query: OverridesQuery) -> Response:
    """List what was decided about all groups; `group_current` says which are still there."""
    return answer(_page("", query, current_run().run_id))


@blueprint.get("/overrides/<override_id>", responses=documented(group_models.Override, 404))
def get_override(path: OverridePath, query: NoQuery) -> Response:
    """Tell one override, in force or withdrawn."""
    return answer(_shown(_override(path.override_id)))


@blueprint.post(
    "/overrides/<override_id>/withdrawal",
    responses=written(200, group_models.Override, 403, 404, 409),
)
def withdraw_override(path: OverridePath, body: WithdrawalBody) -> Response:
    """Withdraw an override, with a reason; it stays in the list of those withdrawn."""
    override = _override(path.override_id)
    if override.withdrawn_at:
        raise Conflict(
            Text(
                f"{override.withdrawn_by}已于{override.withdrawn_at}撤回{path.override_id}",
                f"{override.withdrawn_by} withdrew {path.override_id} at {override.withdrawn_at}",
            )
        )
    store().run(
        WithdrawOverride(
            override_id=path.override_id, author=body.author, reason=body.reason, now=now_ms()
        )
    )
    return answer(_shown(_override(path.override_id)))


def _shown(row: OverrideRow) -> dict[str, Any]:
    [shown] = shown_overrides([row], current_run().run_id)
    return shown


def _override(override_id: str) -> OverrideRow:
    for row in store().rows(OverrideById(override_id=override_id, run_id=current_run().run_id)):
        return row
    raise NotFound(
        Text(
            f"没有人工认定{override_id}：GET /api/v1/overrides可列出全部",
            f"there is no override {override_id}: GET /api/v1/overrides lists them",
        )
    )


def _page(group_id: str, query: OverridesQuery, run_id: int) -> dict[str, object]:
    after_at, after_id = resumed(query.cursor, [BEGINNING, ""])
    rows = store().rows(
        Overrides(
            group_id=group_id,
            withdrawn=query.withdrawn,
            run_id=run_id,
            after_at=after_at,
            after_id=after_id,
            limit=query.limit + 1,
        )
    )
    return page(shown_overrides(rows, run_id), query.limit, ["made_at", "override_id"])
