"""Whom a list may name: what its query asks of consent, and what is said of those left out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel, Field

from cypher.serve.marketing import StandingAmong, StandingRow
from service.api.http.answers import settings, store
from service.api.http.holding_text import names_of
from service.api.http.times import zone
from service.relations.marketing.consent import REASONS

#: What whoever may not be approached is called, in either language.
UNNAMED = "***"


class LeftOut(BaseModel):
    """How many the whole list leaves out, by the first reason that applies, in this order."""

    refused: int = Field(description="who refused to be approached, persons and organisations")
    blocked: int
    closed: int = Field(description="who has left since the run; out of lists for any purpose")
    not_a_client: int
    no_consent: int = Field(description="under opt_in: persons whose consent is unknown")


def asked_consent(purpose: str) -> dict[str, str]:
    """The parameters `consent` and `today` of a query; a list that is not for marketing names all.

    They mean what they mean in `cypher.serve.marketing`.
    """
    consent = settings().marketing_consent if purpose == "marketing" else ""
    return {"consent": consent, "today": zone().today().isoformat()}


def left_out(counts: Iterable[tuple[str, int]] = ()) -> dict[str, int]:
    """What a list leaves out by every reason there is, from those that occur."""
    return dict.fromkeys(REASONS, 0) | dict(counts)


def standing_of(
    customer_ids: Iterable[str], run_id: int, purpose: str = "marketing"
) -> dict[str, StandingRow]:
    """How some customers stand with lists for a purpose, by id. Cost: one query, none for none."""
    ids = sorted({*customer_ids})
    asked = StandingAmong(ids, run_id, **asked_consent(purpose))
    return {row.customer_id: row for row in store().rows(asked)} if ids else {}


def with_consent(items: Iterable[Mapping[str, Any]], run_id: int) -> list[dict[str, Any]]:
    """Rows of a list, each with what its customer says of being approached."""
    rows = [*items]
    # Who is listed is known; why others would be left out for marketing costs as much once more.
    standing = standing_of((row["customer_id"] for row in rows), run_id, "service")
    return [{**row, "consent": standing[row["customer_id"]].consent} for row in rows]


def names_for(purpose: str, run_id: int) -> Callable[..., dict[str, str]]:
    """What looks up names for a purpose, as `names_of` does."""
    return partial(names_for_marketing, run_id) if purpose == "marketing" else names_of


def names_for_marketing(run_id: int, *customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called to a marketer: who may not be approached goes without a name."""
    names = names_of(*customer_ids)
    standing = standing_of(names, run_id)
    return names | {one: UNNAMED for one, row in standing.items() if row.left_out}


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
