"""A decision as answers tell it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from cypher import Store
from cypher.decision import CustomersOfTokens, DecisionRow
from service.api.http.answers import whole_store

#: The kind of decision that names customers in its body, by their tokens.
CASE = "case"
_SHOWN = (
    *("decision_no", "subject_kind", "subject", "action", "state", "author", "signed", "at"),
    *("reason", "about_no", "previous_hash", "hash"),
)
#: What a decision of a kind calls its other subject, where it says it in its body as well.
_OTHER = {"group": "customer_id", "identity": "other_customer_id", "key": "key_id"}


def shown_decisions(rows: Sequence[DecisionRow]) -> list[dict[str, Any]]:
    """Decisions: about what, what, by whom, when, why, and their places in the chain."""
    known = customers_of_cases(whole_store(), rows)
    return [_shown(row, known) for row in rows]


def customers_of_cases(store: Store, rows: Iterable[DecisionRow]) -> dict[str, str]:
    """Whom the cases among some decisions name, by their tokens; nobody who was erased since."""
    tokens = sorted({token for row in rows for token in named_by(row)})
    asked = CustomersOfTokens(tokens)
    return {row.token: row.customer_id for row in store.rows(asked)} if tokens else {}


def named_by(row: DecisionRow) -> list[str]:
    """The tokens that the body of a decision names."""
    named: list[str] = orjson.loads(row.body)["customers"] if row.subject_kind == CASE else []
    return named


def _shown(row: DecisionRow, known: Mapping[str, str]) -> dict[str, Any]:
    named = {_OTHER[row.subject_kind]: row.other} if row.subject_kind in _OTHER else {}
    body = {**named, **orjson.loads(row.body)}
    if row.subject_kind == CASE:
        body["customers"] = [known.get(token, token) for token in named_by(row)]
    return {
        **{name: getattr(row, name) for name in _SHOWN},
        "other": row.other if named else None,
        "body": body,
    }
