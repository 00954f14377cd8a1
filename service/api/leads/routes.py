"""/leads: listed, and followed up, accepted or rejected."""

from flask import Response

from cypher.decision.deciding import tokens_of
from cypher.serve.customers import NamesOf
from cypher.vocabulary import Text
from service.api.access.viewers import asked_purposes
from service.api.decisions.acting import propose
from service.api.http.answers import answer, store, whole_store
from service.api.http.cursors import cursor, resumed
from service.api.http.lookups import tag_named
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import NoQuery
from service.api.http.times import current_run
from service.api.leads.listed import (
    BEGINNING,
    lead_named,
    lead_tags,
    leads_after,
    place_of,
    shown_leads,
)
from service.api.leads.schemas import LeadBody, LeadDecided, LeadPath, Leads, LeadsQuery
from service.decisions.leads import LISTED, state_after
from service.errors import BadRequest, Conflict, NotAllowed

blueprint = noun("leads", __name__)

_STATES = {
    "new": Text("新线索", "new"),
    "followed_up": Text("跟进中", "followed up"),
    "accepted": Text("已采纳", "accepted"),
    "rejected": Text("已驳回", "rejected"),
}


@blueprint.get("/leads", responses=documented(Leads, 404))
def list_leads(query: LeadsQuery) -> Response:
    """List the leads of the current run, tag by tag, the highest scores first.

    A rejected one stays away until its evidence changes, and is then new again.
    """
    run = current_run()
    place = resumed(query.cursor, BEGINNING)
    rows = leads_after(
        place,
        _tags_asked(query.tag),
        [query.state] if query.state else LISTED,
        run_id=run.run_id,
        relationship_manager=query.relationship_manager or "",
        limit=query.limit + 1,
    )
    shown = rows[: query.limit]
    more = cursor(place_of(shown[-1])) if len(rows) > query.limit else None
    return answer({**run.told, "items": shown_leads(shown, run.run_id), "next": more})


@blueprint.post("/leads/<lead_id>/decisions", responses=written(201, LeadDecided, 403, 404, 409))
def decide_lead(path: LeadPath, query: NoQuery, body: LeadBody) -> Response:
    """Follow a lead up, accept it or reject it, with a reason."""
    run_id, purposes = current_run().run_id, asked_purposes()
    lead = lead_named(path.lead_id, purposes, run_id)
    named = {lead.customer_id, *(row.customer_id for row in store().rows(NamesOf([lead.subject])))}
    tokens = tokens_of(whole_store(), named)
    state = ""

    def look() -> None:
        nonlocal state
        now = lead_named(path.lead_id, purposes, run_id).state
        reached = state_after(now, body.action)  # type: ignore[arg-type]
        if reached is None:
            raise Conflict(
                Text(
                    f"该线索{_STATES[now].zh}，不能再作此处理",
                    f"this lead is {_STATES[now].en}: nothing more can be done so",
                )
            )
        state = reached

    made = propose(
        "lead",
        tokens[lead.customer_id],
        body.action,
        other=f"{lead.tag_id}/{tokens.get(lead.subject, lead.subject)}",
        digest=lead.evidence_digest,
        body=f'{{"tag_id":"{lead.tag_id}"}}',
        reason=body.reason,
        sent_author=body.author,
        look=look,
    )
    told = {"decision_no": made.decision_no, "state": state, "signed": made.signed}
    return answer({**told, "lead_id": path.lead_id}, 201)


def _tags_asked(tag_id: str | None) -> list[str]:
    """The tags whose leads are listed; raises where the one named has none, or not for him."""
    may = lead_tags(asked_purposes())
    if tag_id is None:
        return may
    if not tag_named(tag_id).is_lead:
        raise BadRequest(
            Text(f"{tag_id}不产生线索", f"what {tag_id} finds is no lead"),
            "tag",
        )
    if tag_id not in may:
        raise NotAllowed(
            Text(
                f"您的角色不可查询{tag_id}的线索",
                f"your roles do not ask for the leads of {tag_id}",
            )
        )
    return [tag_id]
