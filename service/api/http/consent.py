"""Whom a list may name: what its query asks of consent."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from cypher.serve.marketing import NotApproachableAmong
from service.api.http.answers import settings, store
from service.api.http.holding_text import names_of
from service.api.http.times import zone

#: What whoever may not be approached is called, in either language.
UNNAMED = "***"


def asked_consent(*, marketing: bool = True) -> dict[str, str]:
    """The parameters `consent` and `today` of a query; a list that is not for marketing names all.

    They mean what they mean in `cypher.serve.marketing`.
    """
    consent = settings().marketing_consent if marketing else ""
    return {"consent": consent, "today": zone().today().isoformat()}


def names_for_marketing(run_id: int, *customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called to a marketer: who may not be approached goes without a name."""
    names = names_of(*customer_ids)
    left_out = store().rows(NotApproachableAmong(list(names), run_id, **asked_consent()))
    return names | {row.customer_id: UNNAMED for row in left_out}


def texts_in(said: Any) -> Iterator[str]:
    """Every text within what JSON says: among them are the ids of customers."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for part in said.values() if isinstance(said, dict) else said:
            yield from texts_in(part)


def without(said: Any, hidden: Collection[str]) -> Any:
    """What JSON says, with UNNAMED in the place of those who are hidden."""
    if isinstance(said, dict):
        return {name: without(part, hidden) for name, part in said.items()}
    if isinstance(said, list):
        return [without(part, hidden) for part in said]
    return UNNAMED if isinstance(said, str) and said in hidden else said
