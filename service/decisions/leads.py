"""A lead: something found of a customer that waits for its relationship manager to look at it.

It is new until somebody decides of it. One that was rejected stays away while its evidence is the
same, and is new again once that has changed.
"""

import base64
import binascii
import json
from typing import Literal, NamedTuple, get_args

State = Literal["new", "followed_up", "accepted", "rejected"]
Action = Literal["follow_up", "accept", "reject"]
STATES: tuple[State, ...] = get_args(State)
ACTIONS: tuple[Action, ...] = get_args(Action)
#: What is listed unless another state is asked for: a rejected one stays away.
LISTED: tuple[State, ...] = ("new", "followed_up", "accepted")
#: What waits for its owner.
WAITING: tuple[State, ...] = ("new", "followed_up")

_MADE_OF_IT: dict[Action, State] = {
    "follow_up": "followed_up",
    "accept": "accepted",
    "reject": "rejected",
}
_ALLOWED: dict[State, frozenset[Action]] = {
    "new": frozenset(ACTIONS),
    "followed_up": frozenset({"accept", "reject"}),
    "accepted": frozenset(),
    "rejected": frozenset(),
}


def state_of(last: Action | None, *, same_evidence: bool) -> State:
    """The state of a lead: by the last decision, and whether its evidence is as it was then."""
    if last is None or (last == "reject" and not same_evidence):
        return "new"
    return _MADE_OF_IT[last]


def state_after(state: State, action: Action) -> State | None:
    """The state that a decision leads to; None where the state does not allow it."""
    return _MADE_OF_IT[action] if action in _ALLOWED[state] else None


class LeadKey(NamedTuple):
    """What makes a lead the same in every run: its tag, its customer, what it is held about."""

    tag_id: str
    customer_id: str
    subject: str


def lead_id_of(key: LeadKey) -> str:
    """The id of a lead, from which its key is read back."""
    said = json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def lead_key(lead_id: str) -> LeadKey | None:
    """The key that an id stands for; None where it stands for none."""
    try:
        padded = lead_id.encode() + b"=" * (-len(lead_id) % 4)
        said = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        return None
    if isinstance(said, list) and len(said) == 3 and all(isinstance(part, str) for part in said):
        key = LeadKey(*said)
        return key if lead_id_of(key) == lead_id else None
    return None
