"""资金回流: money that goes from customer to customer and comes back to where it began."""

import hashlib
from math import ceil

import numpy as np

from cypher.arrays import Floats, Ints
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.temporal_circles import Temporal, amounts_along, temporal_circles
from service.money import money
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grading import by_floor
from service.tagging.joining import numbered
from service.tagging.payments import (
    OUTSIDE,
    CustomerPayments,
    account_names,
    customer_payments,
    instants,
    payment_edge,
)

GRADES = (
    Grade(
        "habitual",
        Text("反复回流", "habitual"),
        3,
        Text(
            "同一批客户之间三次及以上：已成惯例，难以用巧合解释（惯例）",
            "three times or more among the same customers: a habit, no coincidence; convention",
        ),
    ),
    Grade(
        "repeated",
        Text("再次回流", "repeated"),
        2,
        Text("同一批客户之间两次（惯例）", "twice among the same customers; convention"),
    ),
    Grade(
        "once",
        Text("一次回流", "once"),
        None,
        Text(
            "一次：三户以上首尾相接、金额相近，需核实贸易背景",
            "once: three customers or more end to end with amounts alike: ask what was traded",
        ),
    ),
)

DAY_MS = 86_400_000


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who stands on circles of payments, once for each different circle of customers.

    A circle goes through 3 to `money_circle_longest` different customers, each payment later than
    the one before, the last at most `money_circle_days` after the first, in one currency, amounts
    within `money_circle_tolerance` of the largest. Circles of the same customers in the same order
    are one holding, which shows the one that carried the most and counts the others; the score is
    their number. The amount of a circle is its smallest payment: so much can have come back. A
    customer on very many circles holds those of the largest amounts, `money_circles_listed` at
    most. Source: convention (资金回流). Cost: as of `temporal_circles`.
    """
    view, paid = bank[Payments], customer_payments(bank)
    known = np.flatnonzero((paid.payer != OUTSIDE) & (paid.payee != OUTSIDE))
    known = known[_in_order(bank, paid, known)]
    payer, payee, row = paid.payer[known], paid.payee[known], paid.row[known]
    currency, currencies = numbered(view.currency[row])
    n = max(len(bank), 1)
    # Every currency is a network of its own.
    nodes, ends = np.unique(
        np.concatenate((currency * n + payer, currency * n + payee)), return_inverse=True
    )
    circles = temporal_circles(
        *(len(nodes), ends[: len(row)], ends[len(row) :], view.at[row], view.amount[row]),
        *(settings.money_circle_days * DAY_MS, settings.money_circle_tolerance),
        *(settings.money_circle_longest, settings.money_hub_payments),
    )
    amount = amounts_along(circles, view.amount[row])
    first_at = view.at[row[circles.row[circles.start[:-1]]]]
    shown, times = _alike(circles, ends[: len(row)], amount, first_at)
    most = settings.money_circles_listed
    holder, circle, hidden = _largest(circles, payer, shown, amount, most)
    names, ids = account_names(bank), bank.customer_ids
    score = times[circle].astype(float)

    def detail(i: int) -> Detail:
        which = int(circle[i])
        along = circles.row[circles.start[shown[which]] : circles.start[shown[which] + 1]]
        customers, unit = ids[payer[along]].tolist(), currencies[currency[along[0]]]
        turned = customers.index(min(customers))
        way = ">".join([*customers[turned:], *customers[:turned], unit])
        at = view.at[row[along]]
        carried = money(float(amount[shown[which]]))
        return Detail(
            value={"customers": customers, "amount": carried, "currency": unit},
            edges=[
                payment_edge(bank, names, int(row[k]), int(payer[k]), int(payee[k]))
                for k in along.tolist()
            ],
            facts={
                "customers": customers,
                "times": int(times[which]),
                "from_at": instants(at[:1])[0],
                "to_at": instants(at[-1:])[0],
                "days": round(float(at[-1] - at[0]) / DAY_MS, 4),
                "within_days": settings.money_circle_days,
                "tolerance": settings.money_circle_tolerance,
                "circles_hidden": int(hidden[holder[i]]),
                "payments_followed_at_most": settings.money_hub_payments,
            },
            subject=f"MC-{hashlib.blake2b(way.encode(), digest_size=6).hexdigest()}",
        )

    notes = {
        "circles": len(circles.start) - 1,
        "different_circles": len(shown),
        "customers_capped": int(circles.capped.sum()),
        "searches_cut": circles.cut,
        "payments_followed_at_most": settings.money_hub_payments,
    }
    return Holdings(holder, score, by_floor(score, GRADES), detail, notes=notes)


def _in_order(bank: Reading, paid: CustomerPayments, rows: Ints) -> Ints:
    """An order of payments that does not hang on how they are stored: positions in `rows`."""
    view = bank[Payments]
    row = paid.row[rows]
    keys = (view.to_no, view.from_no, view.amount, view.at)
    order: Ints = np.lexsort((*(key[row] for key in keys), paid.payee[rows], paid.payer[rows]))
    return order


def _alike(circles: Temporal, source: Ints, amount: Floats, first_at: Ints) -> tuple[Ints, Ints]:
    """Circles of the same nodes in the same order as one: the one to show, and how many there are.

    Shown is the one of the largest amount, then the earliest. Cost: a sort of the circles.
    """
    length = np.diff(circles.start)
    shown: list[Ints] = []
    times: list[Ints] = []
    for size in np.unique(length).tolist():
        those = np.flatnonzero(length == size)
        nodes = source[circles.row[circles.start[those][:, None] + np.arange(size)]]
        turn = (nodes.argmin(axis=1)[:, None] + np.arange(size)) % size
        turned = np.take_along_axis(nodes, turn, axis=1)
        order = np.lexsort((those, first_at[those], -amount[those], *turned.T[::-1]))
        new = np.ones(len(order), bool)
        new[1:] = (turned[order][1:] != turned[order][:-1]).any(axis=1)
        shown.append(those[order[new]])
        times.append(np.diff(np.append(np.flatnonzero(new), len(order))))
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *shown]), np.concatenate([none, *times])


def _largest(
    circles: Temporal, payer: Ints, shown: Ints, amount: Floats, most: int
) -> tuple[Ints, Ints, Ints]:
    """Who is on which circle, each customer with its `most` largest; how many are left out.

    Comes back as customers, their circles as positions in `shown`, and by customer the number left.
    """
    length = np.diff(circles.start)[shown]
    which = np.repeat(np.arange(len(shown)), length)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(length) - length, length)
    customer = payer[circles.row[circles.start[shown][which] + nth]]
    order = np.lexsort((which, -amount[shown[which]], customer))
    customer, which = customer[order], which[order]
    first = np.flatnonzero(np.diff(customer, prepend=-1))
    count = np.diff(np.append(first, len(customer)))
    rank = np.arange(len(customer)) - np.repeat(first, count)
    hidden = np.zeros(int(customer.max(initial=-1)) + 1, np.int64)
    hidden[customer[first]] = np.maximum(count - most, 0)
    return customer[rank < most], which[rank < most], hidden


def tell(told: Told) -> Text:
    """The way round with its amounts, how long it took, how often."""
    facts, value = told.facts, told.value
    names = [told.name(each) for each in value["customers"]]
    way = " → ".join([*names, names[0]])
    carried, took = f"{value['amount']} {value['currency']}", max(1, ceil(facts["days"]))
    zh = f"资金沿{way}回到起点，{took}天内回流{carried}"
    en = f"Money went {way} and came back within {took} day{'s' if took > 1 else ''}: {carried}"
    if facts["times"] > 1:
        zh += f"，同一路径共{facts['times']}次"
        en += f"; {facts['times']} times along the same way"
    return Text(zh, en)


TAG = Tag(
    tag_id="money_circle",
    version="1.0.0",
    title=Text("资金回流", "Money circle"),
    meaning=Text(
        "资金在三至六户客户之间依次支付后回到起点：每笔晚于前一笔，三十天内完成，各笔金额相差不超过20%，币种相同。多见于虚构贸易、互相刷流水。",
        "Money passes through three to six customers and comes back to the first: each payment "
        "later than the one before, within 30 days, amounts within 20% of each other, in one "
        "currency. Trade that is made up looks like this.",
    ),
    audience=Text("风险管理与反洗钱", "risk officers and anti-money-laundering"),
    source="convention (资金回流); temporal cycles as in Kumar and Calders 2018",
    views=(AccountOwners, Accounts, Payments),
    grades=GRADES,
    find=find,
    tell=tell,
    rests_on=("PAID",),
)
