"""What people decided of customer numbers, as answers tell it."""

from typing import Any

from cypher.decision import DecisionRow

#: What is decided of two numbers, among all that is decided.
KIND = "identity"


def shown_verdict(row: DecisionRow) -> dict[str, Any]:
    """A decision of two numbers: the two, what was decided, by whom, when and why."""
    return {
        "decision_no": row.decision_no,
        "a": row.subject,
        "b": row.other,
        "verdict": row.action,
        "reason": row.reason,
        "author": row.author,
        "signed": row.signed,
        "at": row.at,
    }
