"""/decisions: everything that people decided, and signing it."""

from flask import Response

from cypher.decision import Decisions
from service.api.access.viewers import asked_purposes, viewer
from service.api.decisions.acting import act_on
from service.api.decisions.schemas import (
    ActBody,
    Acted,
    DecisionPath,
    DecisionsMade,
    DecisionsQuery,
)
from service.api.decisions.shown import shown_decisions
from service.api.http.answers import answer, store
from service.api.http.cursors import page, resumed
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import NoQuery
from service.api.http.times import first_millisecond
from service.decisions.kinds import seen_for

blueprint = noun("decisions", __name__)


@blueprint.get("/decisions", responses=documented(DecisionsMade))
def list_decisions(query: DecisionsQuery) -> Response:
    """List what people decided, the latest first: one's own, and what is in one's scope.

    `state` is that of now: what is proposed waits for a second signature, what is in force counts.
    """
    (before,) = resumed(query.cursor, [2**53])
    rows = store().rows(
        Decisions(
            viewer=viewer().user_id,
            kinds=seen_for(asked_purposes()),
            subject=query.subject or "",
            author=query.author or "",
            action=query.action or "",
            state=query.state or "",
            since=first_millisecond(query.since, "since") if query.since else 0,
            before=before,
            limit=query.limit + 1,
        )
    )
    return answer(page(shown_decisions(rows), query.limit, ["decision_no"]))


@blueprint.post("/decisions/<decision_no>/decisions", responses=written(201, Acted, 403, 404, 409))
def decide_on(path: DecisionPath, query: NoQuery, body: ActBody) -> Response:
    """Approve, reject or withdraw what somebody decided, with a reason.

    Who proposed it cannot approve it; it counts from the next answer on. What is proposed may be
    withdrawn by its author, what is in force by those who may sign it, an erasure by nobody: it is
    done as it is approved, and its certificate told.
    """
    made, state, certificate = act_on(
        path.decision_no,
        body.action,  # type: ignore[arg-type]
        reason=body.reason,
        sent_author=body.author,
    )
    told = {
        "decision_no": made.decision_no,
        "state": state,
        "about_no": path.decision_no,
        "signed": made.signed,
    }
    return answer(told | ({"certificate": certificate} if certificate else {}), 201)
