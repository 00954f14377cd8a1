"""Money gathered from many and passed to a few, and the reverse: one rule seen from two sides."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cypher.arrays import Ints
from service.graph.arrays import Flags
from service.graph.portions import billionths
from service.graph.segments import rank_within
from service.graph.windows import gatherings
from service.money import money
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Text, Told
from service.tagging.grading import by_floor
from service.tagging.movements import DAY_MS, Movements, movements
from service.tagging.once import once
from service.tagging.telling import NAMED, listed_en


def gathered(
    bank: Reading, settings: Settings, collects: bool, grades: tuple[Grade, ...]
) -> Holdings:
    """Find who collects from many for a few, or without `collects` who distributes from few.

    In some `collector_days` days, both ends included, at least `collector_many` different parties
    pay the customer and it pays 1 to `collector_few`, or the reverse; what goes out before the
    first payment in does not count as passed on. Either sum comes to `collector_share` of the other
    at least: money that mostly stays, or mostly was there before, was not passed on. All in one
    currency. Cash is one party, and so is each account that nobody is known to own.

    A customer holds it once: in the currency with the most parties, of equals the first, for the
    window with the most; the score is how many. Cost: as of `movements` and `gatherings`; a holding
    is told in the time of sorting its window.
    """
    moved = once(bank, movements, settings)
    first, end, crowd, windows = gatherings(
        *(moved.indptr, moved.at, moved.incoming, moved.party, moved.units),
        *(moved.parties, collects, settings.collector_days * DAY_MS),
        *(settings.collector_many, settings.collector_few, billionths(settings.collector_share)),
    )
    found = np.flatnonzero(crowd)
    held = moved.one_currency_each(found, crowd[found])

    def detail(i: int) -> Detail:
        group = int(held[i])
        places = moved.ordered(int(first[group]), int(end[group]))
        value, facts = _said(moved, group, places, collects, settings)
        edges = [moved.edge(group, place) for place in _listed(moved, places, settings).tolist()]
        return Detail(
            value,
            edges,
            {
                **facts,
                "windows": int(windows[group]),
                "other_currencies": moved.other_currencies(found, group),
                "days": settings.collector_days,
                "edges_hidden": len(places) - len(edges),
            },
        )

    score = crowd[held].astype(float)
    return Holdings(moved.customer[held], score, by_floor(score, grades), detail)


def _said(
    moved: Movements, group: int, places: Ints, collects: bool, settings: Settings
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Value and facts of the movements of one window."""
    incoming, units = _sides(moved, places)
    payers, payer_count = moved.largest_parties(places[incoming], units[incoming])
    payees, payee_count = moved.largest_parties(places[~incoming], units[~incoming])
    received, paid = units[incoming].sum(), units[~incoming].sum()
    currency = moved.currencies[moved.currency[group]]
    customer_id = str(moved.bank.customer_ids[moved.customer[group]])
    most = settings.evidence_max_edges
    value = {
        "customers": [*payers[:most], customer_id, *payees[:most]],
        "amount": money(received if collects else paid),
        "currency": currency,
    }
    return value, {
        "payers": payer_count,
        "payees": payee_count,
        "largest_payers": payers[:NAMED],
        "largest_payees": payees[:NAMED],
        "received": money(received),
        "paid": money(paid),
        "currency": currency,
        "first_at": moved.instant(int(places[0])),
        "last_at": moved.instant(int(places[-1])),
        "payments": len(places),
    }


def _sides(moved: Movements, places: Ints) -> tuple[Flags, Ints]:
    return moved.incoming[places], moved.units[places]


def _listed(moved: Movements, places: Ints, settings: Settings) -> Ints:
    """The largest payments of both sides by turns, as many as evidence lists, in time order."""
    incoming, units = _sides(moved, places)
    by_turns = np.lexsort((~incoming, rank_within(incoming, by=(-units,))))
    listed: Ints = places[np.sort(by_turns[: settings.evidence_max_edges])]
    return listed


def told_gathering(told: Told) -> Text:
    """When, from whom and to whom how much went, and how often that happened."""
    facts = told.facts
    first, last = facts["first_at"][:10], facts["last_at"][:10]
    received, paid = (f"{facts[each]} {facts['currency']}" for each in ("received", "paid"))
    payers = _named(told, facts["largest_payers"], facts["payers"])
    payees = _named(told, facts["largest_payees"], facts["payees"])
    again = facts["windows"]
    times = Text(
        f"；同类情形先后出现{again}次" if again > 1 else "",
        f"; this happened {again} times" if again > 1 else "",
    )
    when = Text(
        f"{first}至{last}" if first != last else f"{first}当日",
        f"From {first} to {last}" if first != last else f"On {first}",
    )
    return Text(
        f"{when.zh}，{facts['payers']}个付款方{payers.zh}转入{received}，"
        f"转出{paid}给{facts['payees']}个收款方{payees.zh}{times.zh}",
        f"{when.en}, {_counted(facts['payers'], 'payer')}{payers.en} paid in {received}, and "
        f"{paid} went out to {_counted(facts['payees'], 'payee')}{payees.en}{times.en}",
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _named(told: Told, ids: Sequence[str], count: int) -> Text:
    """A few by name, in brackets; nothing where nobody is a customer."""
    names = [told.name(each) for each in ids]
    others = count - len(names)
    if not names:
        return Text("", "")
    listed = f"{', '.join(names)} and {_counted(others, 'other')}" if others else listed_en(names)
    return Text(f"（{'、'.join(names)}{'等' if others else ''}）", f" ({listed})")
