"""过度担保: organisations that stand for more than they are worth, or for too many."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Ints
from cypher.view import Guarantees
from service.graph.tables.segments import sum_at
from service.money import known_money, money
from service.relations.guarantees.guarantee_lists import listed_guarantees, told_parties
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, guarantee_pairs
from service.relations.guarantees.guarantee_text import told_totals
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.sentences import joined_en, plural

GRADES = (
    Grade(
        "both",
        Text("金额户数双超", "too much and too many"),
        None,
        Text(
            "担保总额超过净资产，且被担保户数超过上限：银监办发〔2014〕214号所列两种情形并存",
            "more than its net assets, and for more parties than the limit: both cases that CBRC "
            "notice 214 of 2014 singles out",
        ),
    ),
    Grade(
        "amount",
        Text("金额超限", "too much"),
        None,
        Text(
            "担保总额超过净资产：全部代偿将资不抵债（银监办发〔2014〕214号）",
            "more than its net assets: to pay for all would make it insolvent (CBRC notice 214 of "
            "2014)",
        ),
    ),
    Grade(
        "parties",
        Text("户数超限", "too many"),
        None,
        Text(
            "被担保户数超过上限（银监办发〔2014〕214号：五户）",
            "for more parties than the limit (five in CBRC notice 214 of 2014)",
        ),
    ),
)
BOTH, AMOUNT, PARTIES = range(3)

#: The highest score, and that of guarantees with no net assets behind them.
HIGHEST = 100.0


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find organisations that guarantee more than net assets, or for over `guarantee_parties`.

    Persons count only with `overload_persons`. Only amounts in the bank's currency are added up, as
    net assets are taken to be in it; amounts in other currencies and unknown ones count as 0 here,
    and are told. Exactly the net assets is not above them. Where net assets are zero or below any
    known amount is above; where they are unknown only the parties can tell. Several guarantees for
    one borrower are one party.
    The score is how many times the limit is reached, the higher of amount over net assets and
    parties over `guarantee_parties`: at most 100, and 100 where there are no net assets
    (convention). Cost: that of `guarantee_pairs`.
    """
    pairs = guarantee_pairs(bank)
    amount, parties = _amounts(pairs, settings.currency), pairs.borrowers()
    too_much = (amount > 0) & (bank.net_assets != UNKNOWN) & (amount > bank.net_assets)
    too_many = parties > settings.guarantee_parties
    may_hold = ~bank.is_person | np.bool_(settings.overload_persons)
    holders = np.flatnonzero((too_much | too_many) & may_hold)
    too_much, too_many = too_much[holders], too_many[holders]
    amount, parties, net_assets = amount[holders], parties[holders], bank.net_assets[holders]
    times = np.where(too_much, HIGHEST, 0.0)
    np.divide(amount, net_assets, out=times, where=net_assets > 0)
    score = np.minimum(np.maximum(times, parties / settings.guarantee_parties), HIGHEST)

    def make(i: int, edges: list[Edge], facts: dict[str, Any]) -> Detail:
        flags = (("amount", too_much[i]), ("parties", too_many[i]))
        value = {
            "exceeds": [rule for rule, exceeded in flags if exceeded],
            "parties": int(parties[i]),
            "amount": money(amount[i]),
            "net_assets": known_money(net_assets[i]),
            "currency": settings.currency,
        }
        return Detail(
            value,
            edges,
            {
                **value,
                "is_person": bool(bank.is_person[holders[i]]),
                "times_net_assets": round(float(times[i]), 4) if net_assets[i] > 0 else None,
                "parties_allowed": settings.guarantee_parties,
                **facts,
                "guarantees_in_other_currencies": sum(
                    fact["guarantees"]
                    for fact in facts["amounts"]
                    if fact["currency"] != settings.currency
                ),
            },
        )

    detail = listed_guarantees(pairs, pairs.by_guarantor(), holders, settings, make)
    grade = np.where(too_much, np.where(too_many, BOTH, AMOUNT), PARTIES)
    return Holdings(holders, score.round(10), grade, detail)


def _amounts(pairs: GuaranteePairs, currency: str) -> Ints:
    """What each customer guarantees in a currency, of the amounts that are known: int64[n]."""
    rows = pairs.rows
    counted = np.flatnonzero((rows.currency == currency) & (rows.amount != UNKNOWN))
    return sum_at(rows.guarantor_no[counted], rows.amount[counted], pairs.n)


def tell(told: Told) -> Text:
    """Which limits are exceeded, and by how much; each amount once."""
    facts, exceeds, zh, en = told.facts, told.value["exceeds"], [], []
    given = Text("个人" if facts["is_person"] else "对外", "Has guaranteed")
    if "amount" in exceeds:
        amount, own = (
            figures.money(facts[name], facts["currency"]) for name in ("amount", "net_assets")
        )
        times = facts["times_net_assets"]
        if times is None:
            zh.append(f"{given.zh}担保{amount.zh}，而净资产为{own.zh}")
            en.append(f"{given.en} {amount.en} with net assets of {own.en}")
        else:
            whose = "their" if facts["is_person"] else "its"
            net_assets = Text(f"其净资产（{own.zh}）", f"{whose} net assets ({own.en})")
            part = figures.part_of(times, net_assets)
            zh.append(f"{given.zh}担保{amount.zh}，为{part.zh}")
            en.append(f"{given.en} {amount.en}, {part.en}")
    if "parties" in exceeds:
        named, allowed = told_parties(told, "to", facts["parties"]), facts["parties_allowed"]
        zh.append(f"为{facts['parties']}户客户提供担保（{named.zh}），超过{allowed}户")
        en.append(f"guarantees {facts['parties']} customers ({named.en}), more than {allowed}")
    if (sums := _told_rest(facts, exceeds)) is not None:
        zh.append(sums.zh)
        en.append(sums.en)
    text = "; ".join(en)
    return Text("；".join(zh), f"{text[0].upper()}{text[1:]}")


def _told_rest(facts: Mapping[str, Any], exceeds: Collection[str]) -> Text | None:
    """What the guarantees come to besides the amount that has been told; None where to nothing."""
    if "amount" not in exceeds:
        sums = told_totals(facts)
        return Text(f"担保合计{sums.zh}", f"in all {sums.en}")
    others = [fact for fact in facts["amounts"] if fact["currency"] != facts["currency"]]
    amounts = [figures.money(fact["amount"], fact["currency"]) for fact in others]
    zh, en = [text.zh for text in amounts], [text.en for text in amounts]
    unknown = facts["unknown_amounts"]
    if unknown:
        zh.append(f"{unknown}笔金额未知")
        en.append(f"{plural(unknown, 'guarantee')} of unknown amount")
    return Text(f"另有{'、'.join(zh)}", f"besides {joined_en(en)}") if zh else None


TAG = Tag(
    tag_id="guarantee_overload",
    version="1.1.0",
    title=Text("过度担保", "Guarantee overload"),
    meaning=Text(
        "对外担保总额超过净资产，或为超过五户客户提供担保的企业及其他机构；自然人（如为自己企业贷款担保的"
        "业主）不计。金额只计本位币，其他币种和未知金额单独列示；净资产未知时只看户数。",
        "An organisation that guarantees more than its net assets, or for more than five "
        "customers; persons, such as owners who guarantee their own firms' loans, are left out. "
        "Amounts count in the bank's currency; those in others, and unknown ones, are listed "
        "apart. Where net assets are unknown only the number of customers can tell.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="银监办发〔2014〕214号",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("edges",),
)
