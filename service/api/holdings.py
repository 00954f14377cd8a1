"""How a holding is told: its value and evidence as stored, its sentence in both languages."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from cypher.serve import HoldingRow, NamesOf
from service.api.answers import store
from service.tagging.declaration import Tag, Told
from service.tags import catalogue


def shown_holdings(
    customer_id: str, rows: Sequence[HoldingRow], run_id: int, with_evidence: bool
) -> list[dict[str, Any]]:
    """The holdings of one customer as they are served.

    A holding of a tag that has left the catalogue is left out: nobody could tell it.
    """
    known = [(row, catalogue()[row.tag_id]) for row in rows if row.tag_id in catalogue()]
    evidence = [orjson.loads(row.evidence) for row, _ in known]
    names = names_of([customer_id], *(_customers_in(each["edges"]) for each in evidence))
    return [
        _shown(customer_id, row, tag, each, names, run_id, with_evidence)
        for (row, tag), each in zip(known, evidence, strict=True)
    ]


def names_of(*customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called, by id; those that are not there are called by their id."""
    wanted = sorted(set().union(*customer_ids))
    names = dict.fromkeys(wanted, "")
    names.update((row.customer_id, row.name) for row in store().rows(NamesOf(wanted)))
    return {customer_id: name or customer_id for customer_id, name in names.items()}


def _customers_in(edges: list[dict[str, Any]]) -> set[str]:
    return {edge[end] for edge in edges for end in ("from", "to")}


def _shown(
    customer_id: str,
    row: HoldingRow,
    tag: Tag,
    evidence: dict[str, Any],
    names: dict[str, str],
    run_id: int,
    with_evidence: bool,
) -> dict[str, Any]:
    grade = next(grade for grade in tag.grades if grade.grade_id == row.grade)
    told = tag.tell(
        Told(
            customer_id=customer_id,
            value=orjson.loads(row.value),
            edges=evidence["edges"],
            facts=evidence["facts"],
            name=lambda other: names.get(other, other),
        )
    )
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
        "sentence": told,
    }
    if with_evidence:
        holding["evidence"] = orjson.Fragment(row.evidence)
    return holding
