"""The answer to a list: each item with the customers that it means, and what they hold."""

from collections.abc import Iterable, Sequence
from typing import Any

from service.access import masks
from service.access.identifying import COLUMNS
from service.api.http.answers import settings, store
from service.api.http.times import asked_run
from service.api.match.asked_item import AskedItem
from service.api.match.compared import Compared, Numbered, Reason, compared
from service.api.match.held import groups_of, held_by, not_derived, tags_named
from service.api.match.lookup import Found, Lookup
from service.api.match.schemas import MatchBody, MatchItem
from service.api.match.verdict import NONE, Verdict, verdict
from service.tagging import figures
from service.tagging.declaration import Text


def matches(body: MatchBody) -> dict[str, Any]:
    """The answer to a request; raises as `asked_run` does, and BadRequest for an unknown tag.

    Cost: a few questions to the store for each thousand needles, whatever the size of the bank.
    """
    tags = tags_named(body.tags)
    run = asked_run(body)
    items = [AskedItem(said) for said in body.items]
    verdicts = verdicts_on(items, run.run_id)
    ids = sorted({each.row.customer_id for one in verdicts for each in one.customers})
    held = held_by(ids, tags, run.run_id)
    groups = groups_of(ids, body.groups, run.run_id)

    def customer(found: Compared) -> dict[str, Any]:
        customer_id = found.row.customer_id
        return {
            **_customer(found),
            **({"tags": held.get(customer_id, [])} if tags else {}),
            **({"groups": groups.get(customer_id, [])} if body.groups else {}),
        }

    return {
        **run.told,
        "items": [
            {
                "input": _said(item.said),
                "match": one.match,
                "because": one.because,
                "customers": [customer(found) for found in one.customers],
                "more": one.more,
            }
            for item, one in zip(items, verdicts, strict=True)
        ],
        "not_derived": not_derived(tags, run.run_id),
    }


def verdicts_on(items: Sequence[AskedItem], run_id: int) -> list[Verdict]:
    """The verdict on each item: names are looked for near those alone that nobody bears."""
    lookup = Lookup(store(), run_id)
    numbered = lookup.numbered(items)
    found = lookup.named(items, numbered)
    verdicts = [_judged(*pair, lookup, numbered) for pair in zip(items, found, strict=True)]
    open_places = [i for i, one in enumerate(verdicts) if one.match == NONE and items[i].name]
    near = lookup.alike([items[i] for i in open_places], settings().match_candidates)
    for place, more in zip(open_places, near, strict=True):
        more.add(found[place].customer_nos)
        verdicts[place] = _judged(items[place], more, lookup, numbered)
    return verdicts


def _judged(item: AskedItem, found: Found, lookup: Lookup, numbered: Numbered) -> Verdict:
    threshold = settings().match_threshold
    best: dict[str, Compared] = {}
    for row in lookup.rows(found.customer_nos):
        one = compared(item, row, numbered, threshold)
        known = lookup.known(row)
        before = best.get(known.customer_id)
        if before is None or _rank(one) > _rank(before):
            best[known.customer_id] = _as_known(one, lookup)
    return verdict(item, [*best.values()], threshold, found.too_common)


def _rank(one: Compared) -> tuple[bool, bool, int, float]:
    return "customer_id" in one.by, "id_number" in one.by, one.name_same, one.score


def _as_known(one: Compared, lookup: Lookup) -> Compared:
    """The customer under the number that it is known by, with a reason where that is another."""
    known, number = lookup.known(one.row), one.row.customer_id
    if one.row.closed_on is not None:
        on = figures.day(one.row.closed_on)
        told = Text(f"客户号{number}已于{on.zh}关闭", f"the number {number} was closed on {on.en}")
        one.reasons.append(Reason("customer_id", "closed", None, told))
    if known.customer_id != number:
        told = Text(
            f"{number}是客户{known.customer_id}的另一客户号",
            f"{number} is another number of {known.customer_id}",
        )
        one.reasons.append(Reason("customer_id", "other_number", None, told))
        one.row = known
    return one


def _customer(found: Compared) -> dict[str, Any]:
    row = found.row
    return {
        "customer_id": row.customer_id,
        "name": row.name,
        "kind": row.kind,
        "is_client": row.is_client,
        "score": round(found.score, 4),
        "because": _joined(reason.told for reason in found.reasons),
        "reasons": [
            {
                "field": reason.field,
                "basis": reason.basis,
                "agrees": reason.agrees,
                "zh": reason.told.zh,
                "en": reason.told.en,
            }
            for reason in found.reasons
        ],
        "conflicts": found.conflicts,
    }


def _joined(told: Iterable[Text]) -> Text:
    texts = [*told]
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def _said(item: MatchItem) -> dict[str, Any]:
    """What was asked, without what was not said; a number in a wrong place is masked as well."""
    said: dict[str, Any] = item.model_dump(exclude_none=True)
    return {
        # A customer's own number may look like a phone's, and is what the answer is read by.
        name: masks.in_text(value)
        if isinstance(value, str) and name not in ("customer_id", *COLUMNS)
        else value
        for name, value in said.items()
    }
