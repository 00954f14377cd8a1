"""Leads tag by tag, each tag's from the highest score on, and how they are told."""

from collections.abc import Iterator, Sequence
from typing import Any

from cypher.lead import LeadNamed, LeadRow, LeadsOfTag
from cypher.scope import Scope
from cypher.vocabulary import Text
from service.api.http.answers import ScopedStore, settings, store, whole_store
from service.api.http.group_names import names_of_groups
from service.api.http.holding_text import names_of, sentences_of
from service.decisions.leads import LeadKey, lead_id_of, lead_key
from service.errors import NotFound
from service.run.find import purposes_of
from service.tagging.declaration import Purpose
from service.tags import catalogue

#: Where a list of leads begins: before all tags.
BEGINNING: list[Any] = ["", 1e308, "", ""]


def lead_tags(purposes: Sequence[Purpose]) -> list[str]:
    """The tags whose holdings are leads, of those that are for one of some purposes, by id."""
    return [
        tag_id
        for tag_id, tag in catalogue().items()
        if tag.is_lead and set(purposes_of(tag, settings())) & {*purposes}
    ]


def leads_after(
    place: Sequence[Any],
    tag_ids: Sequence[str],
    states: Sequence[str],
    *,
    run_id: int,
    relationship_manager: str = "",
    limit: int,
    scope: Scope | None = None,
) -> list[LeadRow]:
    """The leads of some tags after a place, at most `limit`; in a scope, or in the viewer's.

    Cost: a query a tag, linear in what is shown and passed over.
    """
    asked = ScopedStore(whole_store(), scope) if scope else store()
    first, *after = place
    rows: list[LeadRow] = []
    for tag_id in sorted(tag_ids):
        if tag_id < first or len(rows) >= limit:
            continue
        score, customer_id, subject = after if tag_id == first else BEGINNING[1:]
        rows += asked.rows(
            LeadsOfTag(
                tag_id=tag_id,
                states=[*states],
                relationship_manager=relationship_manager,
                run_id=run_id,
                after_score=score,
                after_id=customer_id,
                after_subject=subject,
                limit=limit - len(rows),
            )
        )
    return rows


def lead_named(lead_id: str, purposes: Sequence[Purpose], run_id: int) -> LeadRow:
    """A lead in the viewer's scope and purposes; raises NotFound where there is none."""
    for key in _known(lead_id, purposes):
        for row in store().rows(LeadNamed(*key, run_id=run_id)):
            return row
    raise NotFound(
        Text(
            "没有该线索：GET /api/v1/leads可列出全部",
            "there is no such lead: GET /api/v1/leads lists them",
        )
    )


def place_of(row: LeadRow) -> list[Any]:
    """Where a lead stands in a list."""
    return [row.tag_id, row.score, row.customer_id, row.subject]


def shown_leads(rows: Sequence[LeadRow], run_id: int) -> list[dict[str, Any]]:
    """Leads as they are listed, each with its sentence and what its subject is called."""
    sentences = sentences_of([(row.customer_id, row) for row in rows])
    subjects = {row.subject for row in rows if row.subject}
    called: dict[str, str | Text] = {**names_of(subjects), **names_of_groups(subjects, run_id)}
    return [
        {
            "lead_id": lead_id_of(LeadKey(row.tag_id, row.customer_id, row.subject)),
            "tag_id": row.tag_id,
            "customer_id": row.customer_id,
            "name": row.name,
            "subject": row.subject or None,
            "subject_name": called.get(row.subject),
            "grade": row.grade,
            "score": row.score,
            "state": row.state,
            "owner": row.owner,
            "since_run": row.since_run,
            "evidence_digest": row.evidence_digest,
            "decision_no": row.decision_no,
            "sentence": sentence,
        }
        for row, sentence in zip(rows, sentences, strict=True)
    ]


def _known(lead_id: str, purposes: Sequence[Purpose]) -> Iterator[LeadKey]:
    key = lead_key(lead_id)
    if key and key.tag_id in lead_tags(purposes):
        yield key
