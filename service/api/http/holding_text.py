"""How a holding is told: its value and evidence as stored, its sentence in both languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from cypher.serve.customers import NamesOf
from cypher.serve.holdings import HoldingRow
from service.api.http.answers import store
from service.tagging.declaration import Text, Told
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
    names = (named or names_of)(ids, *map(_mentioned, told))
    return [
        catalogue()[row.tag_id].tell(each) for (_, row), each in zip(holdings, told, strict=True)
    ]


def names_of(*customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called, by id; those that are not there are called by their id."""
    wanted = sorted(set().union(*customer_ids))
    names = dict.fromkeys(wanted, "")
    names.update((row.customer_id, row.name) for row in store().rows(NamesOf(wanted)))
    return {customer_id: name or customer_id for customer_id, name in names.items()}


def _mentioned(told: Told) -> set[str]:
    """The customers that a sentence may name: the ends of edges, and those in value and facts."""
    ends = {edge[end] for edge in told.edges for end in ("from", "to")}
    return ends.union(_ids(told.value), _ids(told.facts))


def _ids(said: Any, may_be: bool = False) -> Iterator[str]:
    """Texts that may be ids, however deep they stand: those in lists, and what is called ..._id."""
    if isinstance(said, Mapping):
        for name, each in said.items():
            yield from _ids(each, name.endswith("_id"))
    elif isinstance(said, list):
        for each in said:
            yield from _ids(each, True)
    elif may_be and isinstance(said, str):
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
