"""/overrides: what people decided about groups, kept beside what was derived."""

import uuid
from typing import Any

from flask import Response, url_for

from cypher.decision.deciding import tokens_of
from cypher.override import OverrideById, OverrideRow, Overrides, StandingOverrides
from cypher.vocabulary import Text
from service.api.decisions.acting import act_on, propose
from service.api.groups.lookups import group_named
from service.api.groups.override_schemas import (
    Override,
    OverrideBody,
    OverridePath,
    OverridesQuery,
    WithdrawalBody,
)
from service.api.groups.override_schemas import Overrides as OverridesPage
from service.api.groups.present import shown_overrides
from service.api.http.answers import answer, store, whole_store
from service.api.http.cursors import page, resumed
from service.api.http.lookups import known_customers
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import GroupPath, NoQuery
from service.api.http.times import current_run
from service.api.identities.numbers import known_id
from service.decisions.states import STANDING, STATES
from service.errors import BadRequest, Conflict, NotFound

blueprint = noun("overrides", __name__)


@blueprint.post(
    "/groups/<group_id>/overrides",
    responses=written(201, Override, 403, 404, 409),
)
def make_override(path: GroupPath, query: NoQuery, body: OverrideBody) -> Response:
    """Decide that a customer is in a group, or out of it, with a reason.

    Behind a sign-in it is proposed until somebody else approves it. The decision is kept beside
    what was derived and changes none of it; runs leave it alone. While it is proposed or in force
    another one about the same customer and group is a conflict.
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

    def look() -> None:
        for standing in store().rows(StandingOverrides(path.group_id, customer_id, run_id)):
            raise Conflict(_standing(standing, body.customer_id))

    propose(
        "group",
        path.group_id,
        body.decided,
        other=tokens_of(whole_store(), [customer_id])[customer_id],
        reason=body.reason,
        sent_author=body.author,
        decision_id=override_id,
        look=look,
    )
    response = answer(_shown(_override(override_id)), 201)
    response.headers["Location"] = url_for(".get_override", override_id=override_id)
    return response


@blueprint.get("/groups/<group_id>/overrides", responses=documented(OverridesPage, 404))
def list_overrides_of_group(path: GroupPath, query: OverridesQuery) -> Response:
    """List what was decided about a group, in that order; also of a group that is gone."""
    run_id = current_run().run_id
    items = _page(path.group_id, query, run_id)
    if not items["items"]:
        group_named(path.group_id, run_id)
    return answer(items)


@blueprint.get("/overrides", responses=documented(OverridesPage))
def list_overrides(query: OverridesQuery) -> Response:
    """List what was decided about all groups; `group_current` says which are still there."""
    return answer(_page("", query, current_run().run_id))


@blueprint.get("/overrides/<override_id>", responses=documented(Override, 404))
def get_override(path: OverridePath, query: NoQuery) -> Response:
    """Tell one override, whatever its state."""
    return answer(_shown(_override(path.override_id)))


@blueprint.post(
    "/overrides/<override_id>/withdrawal",
    responses=written(200, Override, 403, 404, 409),
)
def withdraw_override(path: OverridePath, query: NoQuery, body: WithdrawalBody) -> Response:
    """Withdraw an override, with a reason; it stays in the list of those withdrawn.

    Its author may while it is proposed; what is in force those who may sign it.
    """
    override = _override(path.override_id)
    act_on(override.decision_no, "withdraw", reason=body.reason, sent_author=body.author)
    return answer(_shown(_override(path.override_id)))


def _standing(standing: OverrideRow, customer_id: str) -> Text:
    """That somebody else decided already, and what to do."""
    number, override_id = standing.decision_no, standing.override_id
    if standing.state == "proposed":
        return Text(
            f"{standing.author}就{customer_id}在该群组的认定（{override_id}）尚待审批：请先处理第{number}号决定",
            f"what {standing.author} proposed about {customer_id} in this group ({override_id}) "
            f"waits for a signature: decide on decision {number} first",
        )
    return Text(
        f"{standing.author}已就{customer_id}在该群组作出认定（{override_id}）：请先撤回",
        f"{standing.author} decided that {customer_id} is {standing.decision} this "
        f"group ({override_id}): withdraw that first",
    )


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
    (after,) = resumed(query.cursor, [0])
    rows = store().rows(
        Overrides(
            group_id=group_id,
            states=[*(STATES if query.withdrawn else STANDING)],
            run_id=run_id,
            after=after,
            limit=query.limit + 1,
        )
    )
    return page(shown_overrides(rows, run_id), query.limit, ["decision_no"])
