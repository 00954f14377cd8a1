"""How a holding is told: its value and evidence as stored, its sentence in both languages."""

import functools
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from flask import g

from cypher.serve.customers import NamesOf
from cypher.serve.holdings import HoldingRow
from cypher.serve.runs import RunById
from cypher.vocabulary import EDGE_TYPES
from service.api.http.answers import store
from service.api.http.held_versions import HeldVersion, held_versions
from service.api.http.times import zone
from service.instants import told_in
from service.tagging.declaration import Tag, Text, Told
from service.tagging.grades import reason_of
from service.tags import catalogue

_log = logging.getLogger("guanxi")


def shown_holdings(
    customer_id: str, rows: Sequence[HoldingRow], run_id: int, with_evidence: bool
) -> list[dict[str, Any]]:
    """The holdings of one customer as they are served.

    A holding of a tag that has left the catalogue is left out: nobody could tell it.
    """
    known = [(customer_id, row) for row in rows if row.tag_id in catalogue()]
    return shown_holdings_of(known, run_id, with_evidence=with_evidence)


def shown_holdings_of(
    holdings: Sequence[tuple[str, HoldingRow]], run_id: int, *, with_evidence: bool = False
) -> list[dict[str, Any]]:
    """Holdings of tags of the catalogue, each given with its customer, as they are served.

    Cost: one look-up of versions and one of names, however many there are.
    """
    versions = held_versions((row.tag_id, row.version) for _, row in holdings)
    sentences = sentences_of(holdings, versions=versions)
    tied = _tied([row for _, row in holdings], run_id)
    return [
        _shown(
            row,
            sentence,
            version=versions[row.tag_id, row.version],
            tied=tied.get(row.tag_id, {}),
            run_id=run_id,
            with_evidence=with_evidence,
        )
        for (_, row), sentence in zip(holdings, sentences, strict=True)
    ]


def sentences_of(
    holdings: Sequence[tuple[str, HoldingRow]],
    named: Callable[..., dict[str, str]] | None = None,
    versions: Mapping[tuple[str, str], HeldVersion] | None = None,
) -> list[Text]:
    """What to say of each holding, given with its customer; the names are looked up at once.

    A holding that another version of the rule found is told in one plain sentence of that version:
    today's words are for today's value and facts. `named` looks up names: `names_of` where it is
    left out. `versions` are those of the holdings, asked for where they are left out.
    """
    versions = versions or held_versions((row.tag_id, row.version) for _, row in holdings)
    told = {
        place: Told(
            customer_id=customer_id,
            value=_told_here(row.value),
            name=lambda other: names.get(other, other),
            **_told_here(row.evidence),
        )
        for place, (customer_id, row) in enumerate(holdings)
        if versions[row.tag_id, row.version].is_todays
    }
    ids = [customer_id for customer_id, _ in holdings]
    mentioned = (
        customers_told(catalogue()[holdings[place][1].tag_id], holding)
        for place, holding in told.items()
    )
    names = (named or names_of)(ids, *mentioned)
    return [
        _sentence(row, versions[row.tag_id, row.version], told.get(place))
        for place, (_, row) in enumerate(holdings)
    ]


def _told_here(text: str) -> Any:
    """What JSON says, its instants as the bank's clocks show them: a sentence names their days."""
    return orjson.loads(told_in(zone(), text.encode()))


def _sentence(row: HoldingRow, version: HeldVersion, told: Told | None) -> Text:
    if told is not None:
        try:
            return catalogue()[row.tag_id].tell(told)
        except Exception:
            # Served all the same: the rest of the answer is sound, and so is the holding.
            _log.exception(
                "request %s: %s %s cannot tell what it found of a customer",
                g.get("request_id"),
                row.tag_id,
                row.version,
            )
    return version.sentence(row.grade)


def names_of(*customer_ids: Iterable[str]) -> dict[str, str]:
    """What customers are called, by id; those that are not there are called by their id."""
    wanted = sorted(set().union(*customer_ids))
    names = dict.fromkeys(wanted, "")
    names.update((row.customer_id, row.name) for row in store().rows(NamesOf(wanted)))
    return {customer_id: name or customer_id for customer_id, name in names.items()}


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


def _customer_ends(edge_type: str) -> tuple[str, ...]:
    edge = EDGE_TYPES.get(edge_type)
    # A newer version may have stored a type that this one does not know.
    return edge.customer_ends if edge else ("from", "to")


def _texts(said: Any, keys: Sequence[str]) -> Iterator[str]:
    """The texts below some keys, those in lists one by one."""
    if isinstance(said, list):
        for item in said:
            yield from _texts(item, keys)
    elif keys:
        if isinstance(said, Mapping):
            yield from _texts(said.get(keys[0]), keys[1:])
    elif isinstance(said, str):
        yield said


def _tied(rows: Sequence[HoldingRow], run_id: int) -> dict[str, Mapping[str, Any]]:
    """Who ties at the cut-offs of these holdings' tags in a run, where any goes by distribution."""
    tag_ids = {row.tag_id for row in rows if catalogue()[row.tag_id].by_distribution}
    runs = store().rows(RunById(run_id=run_id)) if tag_ids else []
    return {tag_id: tied for run in runs for tag_id, tied in _ties(run.report).items()}


@functools.lru_cache(maxsize=8)
def _ties(report: str) -> Mapping[str, Mapping[str, Any]]:
    """Who ties at the cut-offs of each tag, as a run's report says.

    Reports are long, and of a published run always the same.
    """
    return {tag_id: found.get("tied", {}) for tag_id, found in orjson.loads(report)["tags"].items()}


def _shown(
    row: HoldingRow,
    sentence: Text,
    version: HeldVersion,
    tied: Mapping[str, Any],
    run_id: int,
    with_evidence: bool,
) -> dict[str, Any]:
    grade = version.grade(row.grade)
    holding = {
        "subject": row.subject or None,
        "tag_id": row.tag_id,
        "version": row.version,
        "title": version.title,
        "grade": row.grade,
        "grade_title": grade.title,
        "grade_reason": reason_of(grade, row.score, tied),
        "score": row.score,
        "value": orjson.Fragment(row.value),
        "since_run": row.since_run,
        "run_id": run_id,
        "sentence": sentence,
    }
    if with_evidence:
        holding["evidence"] = orjson.Fragment(row.evidence)
    return holding
