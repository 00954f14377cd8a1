"""Money gathered from many and passed to a few, and the reverse: one rule seen from two sides."""

from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.arrays import Flags
from service.graph.series.sliding_windows import fan_windows
from service.graph.tables.portions import billionths
from service.graph.tables.segments import rank_within
from service.money import money
from service.relations.payments.cash_flows import DAY_MS, CashFlows, cash_flows
from service.relations.payments.payroll import salaries
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Detail, Grade, Holdings, Reading
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED
from service.tagging.shared import once


def collect_and_distribute(
    bank: Reading, settings: PaymentSettings, collects: bool, grades: tuple[Grade, ...]
) -> Holdings:
    """Find who collects from many for a few, or without `collects` who distributes from few.

    In some `collector_days` days, both ends included, at least `collector_many` different parties
    pay the customer and it pays 1 to `collector_few`, or the reverse; what goes out before the
    first payment in does not count as passed on. Either sum comes to `collector_share` of the other
    at least: money that mostly stays, or mostly was there before, was not passed on. Salaries, as
    `salaries` finds them, are no distribution: they are left out of what goes out. All in one
    currency. Cash is one party, and so is each account that nobody is known to own.

    A customer holds it once: in the currency with the most parties, of equals the first, for the
    window with the most; the score is how many. Cost: that of `cash_flows`, `salaries` and
    `fan_windows`; a holding is told in the time of sorting its window.
    """
    moved = once(bank, cash_flows)
    if not collects:
        moved = moved.without_payments(once(bank, salaries, settings).row)
    first, end, crowd, windows = fan_windows(
        indptr=moved.indptr,
        at=moved.at,
        incoming=moved.incoming,
        party=moved.party,
        units=moved.units,
        parties=moved.parties,
        collects=collects,
        span=settings.collector_days * DAY_MS,
        many=settings.collector_many,
        few=settings.collector_few,
        share=billionths(settings.collector_share),
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
    moved: CashFlows, group: int, places: Ints, collects: bool, settings: PaymentSettings
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


def _sides(moved: CashFlows, places: Ints) -> tuple[Flags, Ints]:
    return moved.incoming[places], moved.units[places]


def _listed(moved: CashFlows, places: Ints, settings: PaymentSettings) -> Ints:
    """The largest payments of both sides by turns, as many as evidence lists, in time order."""
    incoming, units = _sides(moved, places)
    by_turns = np.lexsort((~incoming, rank_within(incoming, by=(-units,))))
    return places[np.sort(by_turns[: settings.evidence_max_edges])]
