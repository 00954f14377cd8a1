"""担保链: customers who only pass guarantees on, one behind the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Exposures, Guarantees
from service.graph.arrays import Flags
from service.graph.components.components import connected_components
from service.graph.components.condensation import (
    Condensation,
    condensation,
    descendant_sums,
    longest_ways,
)
from service.graph.tables.segments import sum_at
from service.money import money
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, guarantee_pairs
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import ordinal, plural

#: The fewest customers that make a chain.
LEAST = 3

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        6,
        Text(
            "担保关系牵连超过五户：银监办发〔2014〕214号将对外担保超过五户列为重点风险（户数比照该文，本产品参考值）",
            "more than five customers hang together: CBRC notice 214 of 2014 singles out "
            "guarantees that involve more than five parties (by analogy: a reference value "
            "of this product)",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        4,
        Text(
            "四至五户：风险要经数次代偿才传到链首，不易察觉（本产品参考值）",
            "four or five customers: trouble takes several payments to reach the top, and is seen "
            "late (reference value of this product)",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        None,
        Text("三户：构成担保链的最少户数", "three customers: the fewest that make a chain"),
    ),
)


@dataclass(frozen=True)
class _Side:
    """What stands before a chain's customer, or behind it: one entry a customer of the bank.

    `customers` and `guarantees` int64[n] count them, `whole` bool[n] says whether all of them.
    Behind it, `loans`, `loan_sum` and `other_loans` are what the bank has lent to them: in
    its own currency, how often and how much, and how often in another.
    """

    whole: Flags
    customers: Ints
    guarantees: Ints
    loans: Ints
    loan_sum: Ints
    other_loans: Ints

    def facts(self, customer: int, own_guarantees: int) -> dict[str, Any]:
        """How many customers and guarantees there are on this side."""
        return {
            "customers": int(self.customers[customer]),
            "guarantees": int(self.guarantees[customer]) + own_guarantees,
            "all_counted": bool(self.whole[customer]),
        }


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who stands in a guarantee chain; the score is how many customers hang together.

    A holder is in a weakly connected component of three customers or more, and is itself none of
    the rest: it holds neither guarantee_mutual nor guarantee_circle, guarantee_hub or
    guarantee_focus. Others in its component may.
    Its chain is whoever stands for it, directly or through others, and whoever it stands for. The
    loans of the latter, each counted once, are what it would in the end be called upon for
    (LDBC FinBench, complex read 11, guarantee chain): `loans` and `loan_sum` in the bank's
    currency, without its own. Its position is one more than the customers on the longest way to
    it, of the longest way through it; customers who stand for each other all round count as one.
    Linear in the guarantees, save for customers before forks, for whom `guarantee_chain_steps`
    pairs are followed at most: where that is too few, all_counted says so.
    """
    pairs = guarantee_pairs(bank)
    component = connected_components(len(bank), pairs.guarantor, pairs.borrower)
    size = np.bincount(component, minlength=len(bank))[component]
    in_chain = (size >= LEAST) & ~_is_something_else(pairs, settings)
    holders = np.flatnonzero(in_chain)
    condensed = condensation(len(bank), pairs.guarantor, pairs.borrower)
    before, after = longest_ways(condensed)
    position, length = before + 1, before + 1 + after
    given, received = pairs.by_guarantor(), pairs.by_borrower()
    loans = _loans(bank, settings.currency)
    steps = settings.guarantee_chain_steps

    def side(graph: Condensation, grouped: tuple[Ints, Ints]) -> _Side:
        counted = (np.ones(len(bank), np.int64), np.diff(grouped[0]), *loans)
        sums, whole = descendant_sums(graph, np.column_stack(counted), in_chain, steps)
        return _Side(whole, *sums.T)

    above, below = side(condensed.reverse(), received), side(condensed, given)

    def detail(i: int) -> Detail:
        customer = int(holders[i])
        at = int(condensed.component[customer])
        up = above.facts(customer, _count(received, customer))
        down = below.facts(customer, _count(given, customer))
        rows = _listed(pairs, received, given, customer, settings.evidence_max_edges)
        value = {
            "position": int(position[at]),
            "chain_length": int(length[at]),
            "loans": int(below.loans[customer]),
            "loan_sum": money(below.loan_sum[customer]),
            "currency": settings.currency,
        }
        return Detail(
            value,
            pairs.edges(rows),
            {
                **value,
                "customers_in_component": int(size[customer]),
                "upstream": up,
                "downstream": down,
                "loans_in_other_currencies": int(below.other_loans[customer]),
                "own_loans": int(loans[0][customer]),
                "own_loan_sum": money(loans[1][customer]),
                "edges_hidden": max(0, up["guarantees"] + down["guarantees"] - len(rows)),
            },
        )

    score = size[holders].astype(float)
    return Holdings(holders, score, by_floor(score, GRADES), detail)


def _is_something_else(pairs: GuaranteePairs, settings: Settings) -> Flags:
    """Who holds guarantee_mutual, guarantee_circle, guarantee_hub or guarantee_focus: bool[n]."""
    is_else = np.maximum(pairs.borrowers(), pairs.guarantors()) >= settings.guarantee_many
    is_else[pairs.guarantor[(pairs.reverse() >= 0) | pairs.on_circle()]] = True
    return is_else


def _loans(bank: Reading, currency: str) -> tuple[Ints, Ints, Ints]:
    """What the bank has lent to each customer: how often and how much, and in other currencies."""
    view, n = bank[Exposures], len(bank)
    own = view.currency == currency
    customer, amount = view.customer_no[own], view.drawn[own]
    count, others = (np.bincount(view.customer_no[rows], minlength=n) for rows in (own, ~own))
    return count, sum_at(customer, amount, n), others


def _count(grouped: tuple[Ints, Ints], customer: int) -> int:
    return int(grouped[0][customer + 1] - grouped[0][customer])


def _listed(
    pairs: GuaranteePairs,
    received: tuple[Ints, Ints],
    given: tuple[Ints, Ints],
    customer: int,
    most: int,
) -> list[int]:
    """The guarantees up to a customer, the farthest first, and those from it on, nearest first.

    At most `most` of them: the nearest, half from either side, or more where the other has fewer.
    """
    up = list(islice(_walk(received, pairs.rows.guarantor_no, customer), most))
    down = list(islice(_walk(given, pairs.rows.borrower_no, customer), most))
    taken = min(len(up), max(most - len(down), (most + 1) // 2))
    return up[:taken][::-1] + down[: most - taken]


def _walk(grouped: tuple[Ints, Ints], others: Ints, customer: int) -> Iterator[int]:
    """The guarantees that a search breadth-first from a customer meets, as rows."""
    indptr, rows = grouped
    queue, seen = [customer], {customer}
    for u in queue:
        for at in range(int(indptr[u]), int(indptr[u + 1])):
            row = int(rows[at])
            yield row
            v = int(others[row])
            if v not in seen:
                seen.add(v)
                queue.append(v)


def tell(told: Told) -> Text:
    """Where in its chain it stands, who stands before and behind it, and what those behind owe."""
    value, facts = told.value, told.facts
    up, down = facts["upstream"], facts["downstream"]
    zh, en = [], []
    if up["customers"]:
        many = _told_customers(up)
        zh.append(f"链上有{many.zh}直接或间接为其担保")
        verb = "guarantees" if up["customers"] == 1 else "guarantee"
        en.append(f"{many.en} {verb} this one, directly or through others")
    if down["customers"]:
        many, lent = _told_customers(down), _told_loans(value, facts)
        zh.append(f"其{'又' if zh else ''}直接或间接为{many.zh}担保，{lent.zh}")
        en.append(f"this one guarantees {many.en}, directly or through others, with {lent.en}")
    position, length = value["position"], value["chain_length"]
    tied = facts["customers_in_component"]
    return Text(
        f"处于担保链第{position}环（共{length}环），担保链共牵连{tied}户：{'；'.join(zh)}",
        f"{ordinal(position).capitalize()} of {length} links in a guarantee chain that ties "
        f"{plural(tied, 'customer')}: {'; '.join(en)}",
    )


def _told_customers(side: Any) -> Text:
    count = side["customers"]
    zh, en = f"{count}户", f"{plural(count, 'customer')}"
    return Text(zh, en) if side["all_counted"] else Text(f"至少{zh}", f"at least {en}")


def _told_loans(value: Any, facts: Any) -> Text:
    """What those that it stands for have borrowed from the bank."""
    count, others = value["loans"], facts["loans_in_other_currencies"]
    if not count and not others:
        return Text("被担保方在本行无贷款", "no loans from the bank")
    if not count:
        return Text(
            f"被担保方在本行有外币贷款{others}笔", f"{plural(others, 'loan')} in other currencies"
        )
    owed = figures.money(value["loan_sum"], value["currency"])
    zh = f"被担保方在本行贷款{count}笔，{'合计' if count > 1 else ''}{owed.zh}"
    en = f"{plural(count, 'loan')} of {owed.en}{' in all' if count > 1 else ''}"
    if float(value["loan_sum"]) == 0:
        zh = (
            f"被担保方在本行授信{count}笔，均未提用"
            if count > 1
            else "被担保方在本行授信1笔，尚未提用"
        )
        en = f"{plural(count, 'loan')} of which nothing is drawn"
    if not others:
        return Text(zh, en)
    return Text(
        f"{zh}，另有外币贷款{others}笔", f"{en} and {plural(others, 'loan')} in other currencies"
    )


TAG = Tag(
    tag_id="guarantee_chain",
    version="1.0.0",
    title=Text("担保链", "Guarantee chain"),
    meaning=Text(
        "三户或以上客户因担保相连，而自身既无互保，也不在担保圈中，且非一保多、多保一：担保责任沿链逐层传递，"
        "被担保方违约最终由担保方代偿。被担保方贷款合计即其最终可能被追索的范围。",
        "Hangs together with two or more others by guarantees, and is itself in no mutual "
        "guarantee or circle, no guarantor of many and not guaranteed by many: a default travels "
        "up the chain. What those behind it have borrowed is what it may be called upon for.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="银监办发〔2014〕214号; LDBC FinBench, complex read 11 (guarantee chain); position: "
    "longest way in the condensation (Harary, Norman and Cartwright 1965)",
    views=(Exposures, Guarantees),
    grades=GRADES,
    find=find,
    tell=tell,
)
