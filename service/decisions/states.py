"""The states of a decision: state is never stored, it is the fold of the decisions about it."""

from collections.abc import Iterable
from functools import reduce
from typing import Literal, get_args

State = Literal["proposed", "in_force", "rejected", "withdrawn"]
Action = Literal["approve", "reject", "withdraw"]
STATES: tuple[State, ...] = get_args(State)
ACTIONS: tuple[Action, ...] = get_args(Action)
#: What stands: it counts, or waits for a second signature.
STANDING: tuple[State, ...] = ("proposed", "in_force")

#: Which act leads from which state to which; any other is not allowed.
LEADS_TO: dict[tuple[State, Action], State] = {
    ("proposed", "approve"): "in_force",
    ("proposed", "reject"): "rejected",
    ("proposed", "withdraw"): "withdrawn",
    ("in_force", "withdraw"): "withdrawn",
}


def state_after(state: State, action: Action) -> State | None:
    """The state that an act leads to; None where the state does not allow the act."""
    return LEADS_TO.get((state, action))


def folded(begins: State, actions: Iterable[Action]) -> State:
    """The state of a decision that began in one and was then decided on, in this order.

    What a state does not allow changes nothing.
    """
    return reduce(lambda state, action: state_after(state, action) or state, actions, begins)


def begins_in(*, signed: bool, signatures: int) -> State:
    """The state in which a decision begins: at once in force where nobody else is there to sign."""
    return "proposed" if signed and signatures > 1 else "in_force"
