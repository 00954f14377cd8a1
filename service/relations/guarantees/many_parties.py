"""多保一 and 一保多: guarantees between one customer and many, seen from either side."""

from typing import Any, Literal

import numpy as np

from cypher.view import Guarantees
from service.relations.guarantees.guarantee_lists import listed_guarantees, told_parties
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, guarantee_pairs
from service.relations.guarantees.guarantee_text import told_totals
from service.relations.guarantees.settings import GuaranteeSettings
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor

Parties = Literal["borrowers", "guarantors"]


def tag_of_many_parties(
    parties: Parties,
    *,
    tag_id: str,
    title: Text,
    meaning: Text,
    more_than_five: Text,
    five_or_fewer: Text,
    sentence: Text,
) -> Tag:
    """The tag of customers with `guarantee_many` borrowers or guarantors or more.

    The score is how many; the two texts of numbers are the reasons of its grades. `sentence` is
    filled in with the `count` of parties, the `names` of a few and the `sums` of the guarantees.
    Several guarantees between the same two customers are one party. Cost: that of
    `guarantee_pairs`.
    """
    grades = (
        Grade("high", Text("高", "high"), 6, more_than_five),
        Grade("medium", Text("中", "medium"), None, five_or_fewer),
    )

    def find(bank: Reading, settings: GuaranteeSettings) -> Holdings:
        return _held_by_many(guarantee_pairs(bank), parties, settings, grades)

    def tell(told: Told) -> Text:
        count, sums = told.facts[parties], told_totals(told.facts)
        named = told_parties(told, "to" if parties == "borrowers" else "from", count)
        return Text(
            sentence.zh.format(count=count, names=named.zh, sums=sums.zh),
            sentence.en.format(count=count, names=named.en, sums=sums.en),
        )

    return Tag(
        tag_id=tag_id,
        version="1.0.0",
        title=title,
        meaning=meaning,
        audience=Text("风险管理", "risk officers"),
        purposes=("service", "credit_risk"),
        source="银监办发〔2014〕214号; three as the least number: reference value of this product",
        views=(Guarantees,),
        grades=grades,
        find=find,
        tell=tell,
        names=("edges",),
    )


def _held_by_many(
    pairs: GuaranteePairs, counted: Parties, settings: GuaranteeSettings, grades: tuple[Grade, ...]
) -> Holdings:
    count, grouped = {
        "borrowers": (pairs.borrowers, pairs.by_guarantor),
        "guarantors": (pairs.guarantors, pairs.by_borrower),
    }[counted]
    parties = count()
    holders = np.flatnonzero(parties >= settings.guarantee_many)

    def make(i: int, edges: list[Edge], facts: dict[str, Any]) -> Detail:
        value: dict[str, Any] = {counted: int(parties[holders[i]])}
        return Detail(value, edges, {**value, **facts})

    score = parties[holders].astype(float)
    detail = listed_guarantees(pairs, grouped(), holders, settings, make)
    return Holdings(holders, score, by_floor(score, grades), detail)
