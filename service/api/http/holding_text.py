"""How a holding is told: its value and evidence as stored, its sentence in both languages."""

import functools
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import orjson
from flask import g

from cypher.load import KnownAccounts
from cypher.serve.customers import NamesOf
from cypher.serve.holdings import HoldingRow
from cypher.serve.runs import RunById
from cypher.time_zone import TimeZone
from cypher.vocabulary import EDGE_TYPES
from service.access import masks
from service.access.identifying import MAY_HOLD_IN_WORDS
from service.api.access.masking import masked_for_words
from service.api.access.viewers import asked_scope, called
from service.api.http.answers import store
from service.api.http.held_versions import HeldVersion, held_versions
from service.api.http.times import zone
from service.instants import told_in
from service.tagging.declaration import Tag, Text, Told
from service.tagging.evidence import edges_in, facts_in
from service.tagging.grades import reason_of
from service.tags import catalogue

_log = logging.getLogger("guanxi")

Held = TypeVar("Held", bound=HoldingRow)

#: What holdings say of other customers that is not for who does not see these.
PRIVATE = frozenset(
    {"assets", "credit", "net_assets", "percentile", "peers", "region", "branch", "is_client"}
)


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
    seen = seen_holdings([row for _, row in holdings])
    sentences = sentences_of(holdings, versions=versions, seen=seen)
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
        for row, sentence in zip(seen, sentences, strict=True)
    ]


def seen_holdings(rows: Sequence[Held]) -> list[Held]:
    """Holdings as who asks sees them: of strangers they say no more than who they are.

    Strangers are customers outside the scope whom value or evidence names. Cost: nothing where
    everybody is in scope, else a query.
    """
    if asked_scope().everyone:
        return [*rows]
    said = [(orjson.loads(row.value), orjson.loads(row.evidence)) for row in rows]
    named = sorted({who for each in said for part in _parts(each) if (who := _about(part))})
    known = {row.customer_id: row.in_scope for row in store().rows(NamesOf(named))}
    strangers = {who for who in named if not known.get(who, True)}
    return [
        replace(row, value=_json(value), evidence=_json(evidence))
        if _tells_of(strangers, value, evidence)
        else row
        for row, (value, evidence) in zip(rows, said, strict=True)
    ]


def _tells_of(strangers: Collection[str], *said: Any) -> bool:
    """Whether something was said of strangers besides who they are, which is taken away."""
    found = False
    for part in _parts(said):
        if _about(part) in strangers:
            found |= not PRIVATE.isdisjoint(part)
            for name in PRIVATE & part.keys():
                del part[name]
    return found


def _about(part: Mapping[str, Any]) -> str:
    """The customer whom a part of a value is about, or an edge that says what one keeps; or ''."""
    return part.get("customer_id") or (part.get("to", "") if part.get("type") == "REFERRED" else "")


def _parts(said: Any) -> Iterator[dict[str, Any]]:
    """Every object within what JSON says."""
    if isinstance(said, dict):
        yield said
    if isinstance(said, dict | list | tuple):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _parts(part)


def _json(said: Any) -> str:
    return orjson.dumps(said).decode()


def sentences_of(
    holdings: Sequence[tuple[str, HoldingRow]],
    named: Callable[..., dict[str, str]] | None = None,
    versions: Mapping[tuple[str, str], HeldVersion] | None = None,
    seen: Sequence[HoldingRow] | None = None,
) -> list[Text]:
    """What to say of each holding, given with its customer; the names are looked up at once.

    A holding that another version of the rule found is told in one plain sentence of that version:
    today's words are for today's value and facts. So is one whose value tells of strangers what is
    not for who asks: see `seen_holdings`. `named` looks up names: `names_of` where it is
    left out. `versions` and `seen` are those of the holdings, asked for where they are left out.
    """
    versions = versions or held_versions((row.tag_id, row.version) for _, row in holdings)
    if seen is None:
        seen = seen_holdings([row for _, row in holdings])
    clocks = zone()

    def told_of(customer_id: str, row: HoldingRow) -> Told:
        return Told(
            customer_id=customer_id,
            value=_in_words(row.value, clocks),
            facts=_in_words(facts_in(row.evidence), clocks),
            name=lambda other: names.get(other, other),
            read_edges=lambda: _in_words(edges_in(row.evidence), clocks),
        )

    told = {
        place: told_of(customer_id, row)
        for place, (customer_id, row) in enumerate(holdings)
        if versions[row.tag_id, row.version].is_todays and seen[place].value == row.value
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


def _in_words(text: str, clocks: TimeZone) -> Any:
    """What JSON says as a sentence tells it: instants as the bank's clocks show them, masks."""
    body = text.encode()
    said = orjson.loads(told_in(clocks, body))
    return masked_for_words(said) if MAY_HOLD_IN_WORDS.search(body) else said


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
    """What customers are called, by id; an account that stands where one might is masked.

    What is neither is called by its id; of persons outside the scope in which is asked the names
    are masked. Cost: a query, two where some are no customers.
    """
    wanted = sorted(set().union(*customer_ids))
    found = {
        row.customer_id: called(row) or row.customer_id for row in store().rows(NamesOf(wanted))
    }
    others = [one for one in wanted if one and one not in found]
    accounts = {row.account_id for row in store().rows(KnownAccounts(others))} if others else set()
    return {
        one: found.get(one) or (masks.account(one) if one in accounts else one) for one in wanted
    }


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


def _tied(rows: Sequence[HoldingRow], run_id: int) -> Mapping[str, Mapping[str, Any]]:
    """Who ties at the cut-offs of these holdings' tags in a run, where any goes by distribution."""
    tag_ids = {row.tag_id for row in rows if catalogue()[row.tag_id].by_distribution}
    runs = store().rows(RunById(run_id=run_id)) if tag_ids else []
    return _ties(runs[0].report) if runs else {}


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
