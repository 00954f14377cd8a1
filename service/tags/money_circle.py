"""资金回流: money that goes from customer to customer and comes back to where it began."""

import hashlib
from math import ceil

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.tables.joins import ranked
from service.graph.tables.segments import expand, first_by, pair_key, runs
from service.graph.temporal.intervals import one_after_another
from service.graph.temporal.temporal_cycles import TemporalCycles, amounts_along, temporal_cycles
from service.instants import instants
from service.money import money
from service.relations.payments.cash_flows import DAY_MS, in_order
from service.relations.payments.customer_payments import (
    OUTSIDE,
    account_names,
    customer_payments,
    payment_edge,
)
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import joined_en, plural

GRADES = (
    Grade(
        "habitual",
        Text("多次（3次及以上）", "three times or more"),
        3,
        Text(
            "同一批客户之间三次及以上：已成惯例，难以用巧合解释（本产品参考值）",
            "three times or more among the same customers: a habit, no coincidence (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "repeated",
        Text("两次", "twice"),
        2,
        Text(
            "同一批客户之间两次（本产品参考值）",
            "twice among the same customers (reference value of this product)",
        ),
    ),
    Grade(
        "once",
        Text("单次", "once"),
        None,
        Text(
            "一次：三户以上首尾相接、金额相近，需核实贸易背景",
            "once: three customers or more end to end with amounts alike; the trade behind it is "
            "to be checked",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who stands on circles of payments, once for each different circle of customers.

    A circle goes through 3 to `money_circle_longest` different customers, each payment later than
    the one before, the last at most `money_circle_days` after the first, in one currency, amounts
    within `money_circle_tolerance` of the largest. Circles of the same customers in the same order
    are one holding, which shows the one that carried the most; the score is how many of them came
    one after another, so that a sum paid in parts counts once. The amount of a circle is its
    smallest payment: so much can have come back. A customer on very many circles holds those of
    the largest amounts, `money_circles_listed` at most in each currency. Source: convention
    (资金回流). Cost: that of `temporal_cycles`.
    """
    view, paid, names = bank[Payments], customer_payments(bank), account_names(bank)
    known = np.flatnonzero((paid.payer != OUTSIDE) & (paid.payee != OUTSIDE))
    row = paid.row[known]
    keys = (view.amount[row], view.at[row], paid.payee[known], paid.payer[known])
    known = known[in_order(bank, names, row, keys)]
    payer, payee, row = paid.payer[known], paid.payee[known], paid.row[known]
    currency, currencies = ranked(view.currency[row])
    # Every currency is a network of its own.
    both = [pair_key(currency, end, len(bank)) for end in (payer, payee)]
    nodes, ends = np.unique(np.concatenate(both), return_inverse=True)
    source, target = ends[: len(row)], ends[len(row) :]
    circles = temporal_cycles(
        n=len(nodes),
        source=source,
        target=target,
        at=view.at[row],
        amount=view.amount[row],
        window=settings.money_circle_days * DAY_MS,
        tolerance=settings.money_circle_tolerance,
        longest=settings.money_circle_longest,
        most_arcs=settings.money_hub_payments,
    )
    amount, way = amounts_along(circles, view.amount[row]), _ways(circles, source)
    first_at = view.at[row[circles.row[circles.start[:-1]]]]
    last_at = view.at[row[circles.row[circles.start[1:] - 1]]]
    shown = first_by(way, by=(-amount, first_at))
    times = one_after_another(len(shown), way, first_at, last_at)
    arc, circle, hidden = _largest(
        circles, source, shown, amount[shown], settings.money_circles_listed
    )
    holder = payer[arc]
    ids = bank.customer_ids
    score = times[circle].astype(float)

    def detail(i: int) -> Detail:
        which = int(circle[i])
        along = circles.row[circles.start[shown[which]] : circles.start[shown[which] + 1]]
        customers, unit = ids[payer[along]].tolist(), currencies[currency[along[0]]]
        turned = customers.index(min(customers))
        way = ">".join([*customers[turned:], *customers[:turned], unit])
        at = view.at[row[along]]
        carried = money(amount[shown[which]])
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
                "circles_hidden": int(hidden[i]),
                "all_payments_followed": not circles.capped[source[arc[i]]],
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


def _ways(circles: TemporalCycles, source: Ints) -> Ints:
    """Number the circles: the same for the same nodes in the same order, whichever comes first.

    Numbers run from 0, by length and then by the nodes from the smallest on. Cost: a sort.
    """
    length = np.diff(circles.start)
    way = np.zeros(len(length), np.int64)
    ways = 0
    for size in np.unique(length).tolist():
        those = np.flatnonzero(length == size)
        nodes = source[circles.row[circles.start[those][:, None] + np.arange(size)]]
        turn = (nodes.argmin(axis=1)[:, None] + np.arange(size)) % size
        different, number = np.unique(
            np.take_along_axis(nodes, turn, axis=1), axis=0, return_inverse=True
        )
        way[those] = ways + number.reshape(-1)
        ways += len(different)
    return way


def _largest(
    circles: TemporalCycles, source: Ints, shown: Ints, amount: Ints, most: int
) -> tuple[Ints, Ints, Ints]:
    """Who is on which of the circles shown, each node on its `most` largest; how many are left out.

    Comes back as the arcs by which the nodes pay on them, the circles as positions in `shown`, and
    the number that is left out of the node's.
    """
    which, along = expand(np.diff(circles.start)[shown], circles.start[shown])
    arc = circles.row[along]
    order = np.lexsort((which, -amount[which], source[arc]))
    arc, which = arc[order], which[order]
    count = np.diff(runs(source[arc]))
    listed = expand(count)[1] < most
    hidden = np.repeat(np.maximum(count - most, 0), count)
    return arc[listed], which[listed], hidden[listed]


def tell(told: Told) -> Text:
    """The way round with its amounts, how long it took, how often."""
    facts, value = told.facts, told.value
    first, *others = (told.name(customer_id) for customer_id in value["customers"])
    carried = figures.money(value["amount"], value["currency"])
    took = max(1, ceil(facts["days"]))
    zh = f"资金自{first}经{'、'.join(others)}在{took}天内转回{first}，金额{carried.zh}"
    en = f"{carried.en} came back to {first} within {plural(took, 'day')} by way of "
    en += joined_en(others)
    if facts["times"] > 1:
        zh += f"；同一路径已出现{facts['times']}次"
        en += f"; {facts['times']} times along the same way, one after another"
    if not facts["all_payments_followed"]:
        zh += "；该客户支付笔数过多，仅追查其中一部分，可能另有回流"
        en += "; this customer pays so often that only a part was followed: there may be more"
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
    audience=Text("风险管理、反洗钱合规", "risk officers, compliance officers"),
    purposes=("credit_risk", "aml"),
    source="reference value of this product (资金回流); temporal cycles as in Kumar and "
    "Calders 2018",
    views=(AccountOwners, Accounts, Payments),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.customers",),
    rests_on=("PAID",),
)
