"""互保: two customers who guarantee each other."""

from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import Guarantees
from service.money import money
from service.relations.guarantees.guarantee_pairs import Totals, guarantee_pairs, totals
from service.relations.guarantees.guarantee_text import told_totals
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told

GRADES = (
    Grade(
        "balanced",
        Text("金额相当", "balanced"),
        0.5,
        Text(
            "较小一方的担保额达到较大一方的一半：互保大部分相互抵销，几乎不增加偿债保障（本产品参考值）",
            "the smaller side is at least half of the larger: most of either guarantee only stands "
            "for the other, and adds little cover (reference value of this product)",
        ),
    ),
    Grade(
        "one_sided",
        Text("一方为主", "one-sided"),
        0.0,
        Text(
            "较小一方的担保额不足较大一方的一半：主要由一方承担担保责任（本产品参考值）",
            "the smaller side is less than half of the larger: one of the two bears most of it "
            "(reference value of this product)",
        ),
    ),
    Grade(
        "not_comparable",
        Text("无法比较", "not comparable"),
        None,
        Text(
            "有担保金额未知，或币种不同：双方轻重无从比较，互保关系本身成立",
            "an amount is unknown, or the currencies differ: the two sides cannot be compared, yet "
            "each stands for the other",
        ),
    ),
)
BALANCED, ONE_SIDED, NOT_COMPARABLE = range(3)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who guarantees each other, held by either side once for each partner.

    The score is the smaller side over the larger, 1 where they are equal; 0 where they cannot be
    compared, because an amount is unknown or not all are in one currency. Cost: that of
    `guarantee_pairs`, and a sort of the pairs' guarantees.
    """
    pairs = guarantee_pairs(bank)
    reverse = pairs.reverse()
    given = np.flatnonzero(reverse >= 0)
    # Both directions are among them: where each one's partner stands.
    received = np.searchsorted(given, reverse[given])
    of = np.repeat(np.arange(len(given)), pairs.counts(given))
    sums = totals(pairs, pairs.rows_behind(given), of, len(given))
    balance = _balance(sums, received)
    grade = np.where(
        np.isnan(balance), NOT_COMPARABLE, np.where(balance < 0.5, ONE_SIDED, BALANCED)
    )
    ids, most = bank.customer_ids, settings.evidence_max_edges

    def detail(i: int) -> Detail:
        back = int(received[i])
        both = given[[i, back]]
        rows = pairs.rows_behind(both, most)
        counts = pairs.counts(both).tolist()
        partner_id = ids[pairs.borrower[given[i]]]
        there, here = sums.facts(i), sums.facts(back)
        return Detail(
            {"partner_id": partner_id, "net": _net(sums, i, back)},
            pairs.edges(rows),
            {
                "given": {"guarantees": counts[0], **there},
                "received": {"guarantees": counts[1], **here},
                "net": _net(sums, i, back),
                "balance": None if np.isnan(balance[i]) else float(balance[i]),
                "edges_hidden": sum(counts) - len(rows),
            },
            subject=partner_id,
        )

    return Holdings(pairs.guarantor[given], np.nan_to_num(balance), grade, detail)


def _balance(sums: Totals, received: Ints) -> Floats:
    """The smaller side over the larger, NaN where they cannot be compared: float64[k]."""
    single = (np.diff(sums.start) == 1) & (np.array(sums.unknown, np.int64) == 0)
    place = np.where(single, sums.start[:-1], 0)
    if not single.any():
        return np.full(len(received), np.nan)
    amount, currency = np.array(sums.amount)[place], np.array(sums.currency)[place]
    comparable = single & single[received] & (currency == currency[received])
    smaller, larger = (pick(amount, amount[received]) for pick in (np.minimum, np.maximum))
    share = np.ones(len(received))
    np.divide(smaller, larger, out=share, where=larger > 0)
    balance: Floats = np.where(comparable, share.round(10), np.nan)
    return balance


def _net(sums: Totals, given: int, received: int) -> list[dict[str, Any]]:
    """What is given beyond what is received, in each currency, of the amounts that are known."""
    there, here = sums.sums(given), sums.sums(received)
    return [
        {
            "currency": currency,
            "amount": money(there.get(currency, 0) - here.get(currency, 0)),
        }
        for currency in sorted(there.keys() | here.keys())
    ]


def tell(told: Told) -> Text:
    """With whom, how much either way, and what is left between the two."""
    partner = told.name(told.value["partner_id"])
    given, received = (told_totals(told.facts[side]) for side in ("given", "received"))
    left = _told_net(told.facts) if told.facts["balance"] is not None else Text("", "")
    # Sums of several parts have commas of their own.
    several = {"，", "、"} & {*given.zh, *received.zh}
    zh, en = ("；", "; ") if several else ("，", ", ")
    return Text(
        f"与{partner}互相担保：为其担保{given.zh}{zh}获其担保{received.zh}{left.zh}",
        f"{partner} and this customer guarantee each other: {given.en} given{en}{received.en} "
        f"received{left.en}",
    )


def _told_net(facts: Any) -> Text:
    (net,) = facts["net"]
    left = figures.money(net["amount"].lstrip("-"), net["currency"])
    if not float(net["amount"]):
        return Text("，正好相抵", ", which cancel out")
    if net["amount"].startswith("-"):
        return Text(f"，相抵后净获担保{left.zh}", f", {left.en} more received")
    return Text(f"，相抵后净对外担保{left.zh}", f", {left.en} more given")


TAG = Tag(
    tag_id="guarantee_mutual",
    version="1.0.0",
    title=Text("互保", "Mutual guarantee"),
    meaning=Text(
        "两户客户互相提供担保：任何一方违约，另一方须代偿，而自身的担保人也随之失去。每一对手分别认定，"
        "净额为对外担保与获得担保相抵后的差额，不同币种不相加。",
        "Two customers guarantee each other: when one defaults the other has to pay, and has lost "
        "its own guarantor. Told for each partner; the net is what is given less what is "
        "received, currency by currency.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="银监办发〔2014〕214号; what counts as balanced: reference value of this product",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.partner_id",),
)
