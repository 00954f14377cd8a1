"""Decisions: every human act as one row, numbered from 1 without a gap; none is ever changed.

What is decided of two customer numbers is the kind `identity`: its subject and its other are the
two in the order of their ids, its action the verdict. Hashes and signatures are not kept yet.
"""

from dataclasses import dataclass

from cypher.query import Command, Query


@dataclass(frozen=True)
class DecisionRow:
    """A decision; `body` is JSON, `at` ISO 8601 text, `other_id` its second subject if any."""

    decision_no: int
    subject_kind: str
    subject_id: str
    other_id: str | None
    action: str
    state: str
    body: str
    reason: str
    author: str
    at: str


class DecisionOfId(Query[DecisionRow]):
    """One decision by the id that its maker gave it."""

    from_leader = True

    decision_id: str


class DecisionsAbout(Query[DecisionRow]):
    """The decisions of one kind about any of some subjects, the latest first."""

    from_leader = True

    subject_kind: str
    subject_ids: list[str]


class MakeDecision(Command):
    """Writes a decision under the next number; twice under one id is once."""

    decision_id: str
    subject_kind: str
    subject_id: str
    other_id: str | None
    action: str
    state: str
    body: str
    reason: str
    author: str
    now: int
