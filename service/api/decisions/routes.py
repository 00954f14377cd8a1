"""/decisions: everything that people decided, and signing it."""

from datetime import timedelta

from flask import Response

from cypher.decision import Decisions
from cypher.vocabulary import Text
from service.api.access.viewers import asked_purposes, viewer
from service.api.decisions.acting import act_on
from service.api.decisions.schemas import (
    ActBody,
    Acted,
    DecisionPath,
    DecisionsMade,
    DecisionsQuery,
)
from service.api.decisions.shown import shown_decision
from service.api.http.answers import answer, page, resumed, store
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.times import EPOCH, instant_of
from service.decisions.kinds import seen_for
from service.errors import BadRequest

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
            since=_beginning(query.since) if query.since else 0,
            before=before,
            limit=query.limit + 1,
        )
    )
    return answer(page([shown_decision(row) for row in rows], query.limit, ["decision_no"]))


@blueprint.post("/decisions/<decision_no>/decisions", responses=written(201, Acted, 403, 404, 409))
def decide_on(path: DecisionPath, body: ActBody) -> Response:
    """Approve, reject or withdraw what somebody decided, with a reason.

    Who proposed it cannot approve it; it counts from the next answer on. What is proposed may be
    withdrawn by its author, what is in force by those who may sign it.
    """
    made, state = act_on(
        path.decision_no,
        body.action,  # type: ignore[arg-type]
        reason=body.reason,
        sent_author=body.author,
    )
    return answer(
        {
            "decision_no": made.decision_no,
            "state": state,
            "about_no": path.decision_no,
            "signed": made.signed,
        },
        201,
    )


def _beginning(since: str) -> int:
    """An instant in milliseconds since 1970, of a day its beginning; raises BadRequest for none."""
    try:
        return max(0, (instant_of(since) - EPOCH) // timedelta(milliseconds=1))
    except (ValueError, OverflowError):
        raise BadRequest(
            Text(
                f"since={since!r}不是日期或时刻，例如2025-12-31",
                f"since={since!r} is no day and no instant, such as 2025-12-31",
            ),
            "since",
        ) from None
