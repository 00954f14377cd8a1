"""What people decide beside the derived result: who is in a group or out of it, despite the data.

An override is a decision of the kind `group` (`cypher.decision`): it is in force until somebody
withdraws it, and after that history. It changes nothing that was derived and no run touches it. One
customer has one override that is proposed or in force in a group at most.
"""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class OverrideRow:
    """An override; `group_current` says whether its group is there in the run that was asked for.

    What was withdrawn says when, by whom and why; instants are ISO 8601 text.
    """

    override_id: str
    decision_no: int
    group_id: str
    group_current: bool
    customer_id: str
    name: str
    decision: str
    state: str
    signed: bool
    reason: str
    author: str
    made_at: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    withdrawn_reason: str | None


class OverrideById(Query[OverrideRow]):
    """One override, whatever its state."""

    from_leader = True

    override_id: str
    run_id: int


class StandingOverrides(Query[OverrideRow]):
    """The overrides of a customer in a group that are in force or proposed; one at most."""

    from_leader = True

    group_id: str
    customer_id: str
    run_id: int


@dataclass(frozen=True)
class DecidedMemberRow:
    """Whom somebody decided to be `in` a group or `out` of it, and whether it is in as derived."""

    group_id: str
    customer_id: str
    kind: str
    decision: str
    is_member: bool


class DecidedMembers(Query[DecidedMemberRow]):
    """What was decided and is in force about the members of some groups, the latest last."""

    from_leader = True

    group_ids: list[str]
    run_id: int


class Overrides(Query[OverrideRow]):
    """Overrides of one group, or of all where it is '', in some states, as they were made."""

    from_leader = True

    group_id: str
    states: list[str]
    run_id: int
    after: int
    limit: int
