"""A decision as answers tell it."""

from typing import Any

import orjson

from cypher.decision import DecisionRow

_SHOWN = (
    *("decision_no", "subject_kind", "subject", "action", "state", "author", "signed", "at"),
    *("reason", "about_no", "previous_hash", "hash"),
)
#: What a decision of a kind calls its other subject, where it says it in its body as well.
_OTHER = {"group": "customer_id", "identity": "other_customer_id"}


def shown_decision(row: DecisionRow) -> dict[str, Any]:
    """A decision: about what, what, by whom, when, why, and its place in the chain."""
    named = {_OTHER[row.subject_kind]: row.other} if row.subject_kind in _OTHER else {}
    return {
        **{name: getattr(row, name) for name in _SHOWN},
        "other": row.other if named else None,
        "body": {**named, **orjson.loads(row.body)},
    }
