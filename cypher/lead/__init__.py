"""Leads: holdings of some tags that wait for the customer's relationship manager to look at them.

A lead is the same in every run by its tag, its customer and what it is held about. What was decided
of it is a decision of the kind `lead` (`cypher.decision`); its state is told by the last of them.
service/decisions/leads.py says the same.
"""

from dataclasses import dataclass

from cypher.query import Query
from cypher.serve.holdings import HoldingRow


@dataclass(frozen=True)
class LeadRow(HoldingRow):
    """A lead: a holding, whose it is, what was decided of it, and the digest of all it says."""

    customer_id: str
    name: str
    owner: str | None
    evidence_digest: str
    state: str
    decision_no: int | None


class LeadsOfTag(Query[LeadRow]):
    """The leads of one tag in a run, in some states, the highest scores first; in scope."""

    tag_id: str
    states: list[str]
    relationship_manager: str
    run_id: int
    after_score: float
    after_id: str
    after_subject: str
    limit: int


class LeadNamed(Query[LeadRow]):
    """One lead of a run, whatever its state, where it is in scope."""

    from_leader = True

    tag_id: str
    customer_id: str
    subject: str
    run_id: int
