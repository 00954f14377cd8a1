"""/inbox: what waits for the viewer: decisions that he may sign, and his leads."""

from typing import Any

from flask import Response

from cypher.decision import DecisionsWaiting
from service.access.viewer import purposes_in
from service.api.access.viewers import viewer
from service.api.decisions.shown import shown_decisions
from service.api.http.answers import answer, store
from service.api.http.cursors import cursor, resumed
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import Page
from service.api.http.times import current_run
from service.api.leads.listed import BEGINNING, lead_tags, leads_after, place_of, shown_leads
from service.api.leads.schemas import Inbox
from service.decisions.kinds import signed_by
from service.decisions.leads import WAITING

blueprint = noun("inbox", __name__)

_SIGNING = "POST /decisions/{decision_no}/decisions"
_DECIDING = "POST /leads/{lead_id}/decisions"


@blueprint.get("/inbox", responses=documented(Inbox))
def list_inbox(query: Page) -> Response:
    """List what waits for the viewer: what others proposed and he may sign, then his open leads."""
    run = current_run()
    signed, *place = resumed(query.cursor, [0, *BEGINNING])
    wanted = query.limit + 1
    begun = place != BEGINNING
    approvals = [] if begun else _approvals(signed, wanted)
    leads = _leads(place, run.run_id, wanted - len(approvals))
    items: list[dict[str, Any]] = [
        *({"kind": "approval", "decision": one, "lead": None} for one in approvals),
        *({"kind": "lead", "decision": None, "lead": one} for one, _ in leads),
    ]
    places = [
        *([one["decision_no"], *BEGINNING] for one in approvals),
        *([0, *at] for _, at in leads),
    ]
    more = cursor(places[query.limit - 1]) if len(items) > query.limit else None
    return answer({**run.told, "items": items[: query.limit], "next": more})


def _approvals(after: int, limit: int) -> list[dict[str, Any]]:
    """What others proposed that the viewer may sign, in the scope of the roles that may."""
    kinds = signed_by(viewer().asking(_SIGNING))
    asked = DecisionsWaiting(viewer=viewer().user_id, kinds=kinds, after=after, limit=limit)
    return shown_decisions(store().rows(asked)) if kinds else []


def _leads(place: list[Any], run_id: int, limit: int) -> list[tuple[dict[str, Any], list[Any]]]:
    """The open leads of the customers whom the viewer looks after, each with its place."""
    roles = viewer().asking(_DECIDING)
    if not roles or limit < 1:
        return []
    rows = leads_after(
        place,
        lead_tags(purposes_in(roles)),
        WAITING,
        run_id=run_id,
        limit=limit,
        scope=viewer().scope_in(roles),
    )
    shown = shown_leads(rows, run_id)
    return [(one, place_of(row)) for one, row in zip(shown, rows, strict=True)]
