"""How a holding is told: its value and evidence as stored, its sentence in both languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from cypher.serve.customers import NamesOf
from cypher.serve.holdings import HoldingRow
from service.api.http.answers import store
from service.tagging.declaration import Tag, Text, Told
from service.tags import catalogue


def shown_holdings(
    customer_id: str, rows: Sequence[HoldingRow], run_id: int, with_evidence: bool
) -> list[dict[str, Any]]:
    """The holdings of one customer as they are served.

    A holding of a tag that has left the catalogue is left out: nobody could tell it.
    """
    known = [row for row in rows if row.tag_id in catalogue()]
    sentences = sentences_of([(customer_id, row) for row in known])
    return [
        _shown(row, sentence, run_id, with_evidence)
        for row, sentence in zip(known, sentences, strict=True)
    ]


def sentences_of(
    holdings: Sequence[tuple[str, HoldingRow]], named: Callable[..., dict[str, str]] | None = None
) -> list[Text]:
    """What to say of each holding, given with its customer; the names are looked up at once.

    `named` looks them up: `names_of` where it is left out.
    """
    told = [
        Told(
            customer_id=customer_id,
            value=orjson.loads(row.value),
            name=lambda other: names.get(other, other),
            **orjson.loads(row.evidence),
        )
        for customer_id, row in holdings
    ]
    ids = [customer_id for customer_id, _ in holdings]
    tags = [catalogue()[row.tag_id] for _, row in holdings]
    names = (named or names_of)(ids, *map(customers_told, tags, told))
    return [tag.tell(holding) for tag, holding in zip(tags, told, strict=True)]


def names_of(*customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called, by id; those that are not there are called by their id."""
    wanted = sorted(set().union(*customer_ids))
    names = dict.fromkeys(wanted, "")
    names.update((row.customer_id, row.name) for row in store().rows(NamesOf(wanted)))
    return {customer_id: name or customer_id for customer_id, name in names.items()}


#: The ends of edges that are no customers.
_NO_CUSTOMERS = {"HOLDS": ("to",), "SHARES": ("to",), "MEMBER_OF": ("to",), "PAID": ("from", "to")}


def customers_told(tag: Tag, told: Told) -> set[str]:
    """The customers that a sentence may name, from where its tag declares that they stand."""
    found: set[str] = set()
    for key in tag.names:
        if key == "edges":
            found.update(edge[end] for edge in told.edges for end in _customer_ends(edge["type"]))
        else:
            part, *below = key.split(".")
            found.update(_texts({"value": told.value, "facts": told.facts}[part], below))
    return found


def _customer_ends(edge_type: str) -> list[str]:
    return [end for end in ("from", "to") if end not in _NO_CUSTOMERS.get(edge_type, ())]


def _texts(said: Any, keys: Sequence[str]) -> Iterator[str]:
    """The texts below some keys, those in lists one by one."""
    if isinstance(said, list):
        for item in said:
            yield from _texts(item, keys)
    elif keys:
        if said and keys[0] in said:
            yield from _texts(said[keys[0]], keys[1:])
    elif isinstance(said, str):
        yield said


def _shown(row: HoldingRow, sentence: Text, run_id: int, with_evidence: bool) -> dict[str, Any]:
    tag = catalogue()[row.tag_id]
    grade = next(grade for grade in tag.grades if grade.grade_id == row.grade)
    holding = {
        "subject": row.subject or None,
        "tag_id": row.tag_id,
        "version": row.version,
        "title": tag.title,
        "grade": row.grade,
        "grade_title": grade.title,
        "grade_reason": grade.reason,
        "score": row.score,
        "value": orjson.Fragment(row.value),
        "since_run": row.since_run,
        "run_id": run_id,
        "sentence": sentence,
    }
    if with_evidence:
        holding["evidence"] = orjson.Fragment(row.evidence)
    return holding
