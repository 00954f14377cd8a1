"""多保一: customers for whom many different guarantors stand."""

from cypher.view import Guarantees
from service.relations.guarantees.guarantee_lists import held_by_many, told_parties
from service.relations.guarantees.guarantee_pairs import guarantee_pairs
from service.relations.guarantees.guarantee_text import told_totals
from service.settings import Settings
from service.tagging.declaration import Grade, Holdings, Reading, Tag, Text, Told

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        6,
        Text(
            "担保人超过五户：一旦违约波及面广，户数界限比照银监办发〔2014〕214号的五户（惯例）",
            "more than five guarantors: a default would reach many; the number follows the five "
            "parties of CBRC notice 214 of 2014 (convention)",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        None,
        Text(
            "担保人未超过五户：融资仍须多户共同增信（惯例）",
            "five guarantors or fewer: its credit still rests on several others (convention)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who has `guarantee_many` guarantors or more; the score is how many.

    Several guarantees by one guarantor are one party. Cost: as of `guarantee_pairs`.
    """
    return held_by_many(guarantee_pairs(bank), "guarantors", settings, GRADES)


def tell(told: Told) -> Text:
    """How many stand for it, who above all, and for how much."""
    count, sums = told.facts["guarantors"], told_totals(told.facts)
    named = told_parties(told, "from", count)
    return Text(
        f"由{count}户客户提供担保（{named.zh}），合计{sums.zh}",
        f"Guaranteed by {count} customers ({named.en}), in all {sums.en}",
    )


TAG = Tag(
    tag_id="guarantee_focus",
    version="1.0.0",
    title=Text("多保一", "Guaranteed by many"),
    meaning=Text(
        "由三户或以上不同客户提供担保（户数可设）。一旦违约，各担保人同时被要求代偿。同一担保人的多笔担保按一户计。",
        "Guaranteed by three or more different customers (a setting). If it defaults, all of them "
        "are called upon at once. Several guarantees by one guarantor count as one party.",
    ),
    audience=Text("风险管理", "risk officers"),
    source="银监办发〔2014〕214号; three as the least number: convention",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("edges",),
)
