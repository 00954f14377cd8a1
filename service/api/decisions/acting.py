"""How a request decides: it proposes, or it acts on what somebody decided."""

from collections.abc import Callable
from typing import Any, NamedTuple

from cypher.decision import ChainAfter, DecisionByNo, DecisionRow
from cypher.decision.deciding import Act, decide
from cypher.vocabulary import Text
from service.api.access.viewers import asked_purposes, asking_roles, author, viewer
from service.api.decisions.effects import ERASURE, erasing, written_away
from service.api.http.answers import store, whole_store
from service.decisions.kinds import KINDS, refused, seen_for
from service.decisions.states import Action, begins_in, state_after
from service.erasing.erasing import Erasing
from service.errors import Conflict, NotAllowed, NotFound, OwnWork

_STATES = {
    "proposed": Text("待审批", "proposed"),
    "in_force": Text("已生效", "in force"),
    "rejected": Text("已驳回", "rejected"),
    "withdrawn": Text("已撤回", "withdrawn"),
}


class Decided(NamedTuple):
    """A decision about another one, the state that it led to, and the certificate of an erasure."""

    made: DecisionRow
    state: str
    certificate: dict[str, Any] | None = None


def propose(
    kind: str,
    subject: str,
    action: str,
    *,
    reason: str,
    sent_author: str,
    other: str = "",
    body: str = "{}",
    digest: str = "",
    decision_id: str = "",
    look: Callable[[], None] = lambda: None,
    effect: Erasing | None = None,
) -> DecisionRow:
    """Decide something: it waits for a second signature where its kind takes two.

    `subject` and `other` name customers by their tokens. `look` raises where what stands at this
    moment forbids it. `effect` comes with a decision that counts at once.
    """
    signed = viewer().is_signed
    begins = begins_in(signed=signed, signatures=KINDS[kind].signatures)
    at_once = effect if begins == "in_force" else None

    def act() -> Act:
        look()
        return Act(
            subject_kind=kind,
            subject=subject,
            other=other,
            action=action,
            begins=begins,
            body=at_once.prepare() if at_once else body,
            digest=digest,
            reason=reason,
            author=author(sent_author),
            signed=signed,
        )

    if at_once is None:
        return decide(whole_store(), act, decision_id)
    with written_away():
        return decide(whole_store(), act, decision_id, at_once.keep)


def act_on(decision_no: int, action: Action, *, reason: str, sent_author: str) -> Decided:
    """Approve, reject or withdraw a decision.

    Raises NotFound where the viewer sees no such decision, Conflict where its state does not allow
    the act, OwnWork and NotAllowed where he may not.
    """
    reached = ""
    row = decision_named(decision_no)
    effect = erasing(row.subject) if (row.subject_kind, action) == (ERASURE, "approve") else None

    def act() -> Act:
        nonlocal reached
        row = decision_named(decision_no)
        reached = _state_reached(row, action, author(sent_author))
        [chained] = whole_store().rows(ChainAfter(after=decision_no - 1, limit=1))
        return Act(
            subject_kind=chained.subject_kind,
            subject=chained.subject,
            other=chained.other,
            action=action,
            reason=reason,
            author=author(sent_author),
            signed=viewer().is_signed,
            about_no=decision_no,
            body=effect.prepare() if effect else "{}",
        )

    if effect is None:
        return Decided(decide(whole_store(), act), reached)
    with written_away():
        made = decide(whole_store(), act, keep=effect.keep)
    return Decided(made, reached, effect.certificate())


def decision_named(decision_no: int) -> DecisionRow:
    """A decision that the viewer may see; raises NotFound where there is none."""
    asked = DecisionByNo(
        decision_no=decision_no, viewer=viewer().user_id, kinds=seen_for(asked_purposes())
    )
    for row in store().rows(asked):
        return row
    raise NotFound(
        Text(
            f"没有决定{decision_no}：GET /api/v1/decisions可列出全部",
            f"there is no decision {decision_no}: GET /api/v1/decisions lists them",
        )
    )


def _state_reached(row: DecisionRow, action: Action, by: str) -> str:
    """The state that an act leads to; raises where it leads nowhere, or is not for this viewer."""
    if row.about_no is not None:
        raise Conflict(
            Text(
                f"第{row.decision_no}号是对第{row.about_no}号决定的处理，不能再审批",
                f"decision {row.decision_no} decides on {row.about_no}: decide on that",
            )
        )
    reached = state_after(row.state, action)  # type: ignore[arg-type]
    if row.subject_kind == ERASURE and row.state == "in_force":
        raise Conflict(
            Text(
                f"第{row.decision_no}号决定所删除的资料无法恢复",
                f"what decision {row.decision_no} erased does not come back",
            )
        )
    if reached is None:
        state = _STATES[row.state]
        raise Conflict(
            Text(
                f"第{row.decision_no}号决定{state.zh}，不能{_ACTIONS[action].zh}",
                f"decision {row.decision_no} is {state.en}: nobody can {_ACTIONS[action].en} it",
            )
        )
    reason = refused(
        action,
        kind=row.subject_kind,
        is_own=row.author == by,
        proposed=row.state == "proposed",
        roles=asking_roles(),
    )
    if reason == "own-work":
        raise OwnWork(
            Text(
                f"第{row.decision_no}号决定由您本人提出，须由他人审批",
                f"you made decision {row.decision_no} yourself: somebody else must sign it",
            )
        )
    if reason == "not-allowed":
        title, signs = KINDS[row.subject_kind].title, sorted(KINDS[row.subject_kind].signs)
        raise NotAllowed(
            Text(
                f"{title.zh}只能由以下角色审批或撤回：{'、'.join(signs) or '无'}",
                f"{title.en}: {', '.join(signs) or 'nobody'} may sign or withdraw it",
            )
        )
    return reached


_ACTIONS = {
    "approve": Text("批准", "approve"),
    "reject": Text("驳回", "reject"),
    "withdraw": Text("撤回", "withdraw"),
}
