"""一保多: customers who stand for many different borrowers."""

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
            "为超过五户提供担保：银监办发〔2014〕214号将对外担保超过五户列为重点风险",
            "for more than five: CBRC notice 214 of 2014 singles out guarantees for more than five "
            "parties",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        None,
        Text(
            "未超过五户：同时代偿的压力已高于单笔担保（惯例）",
            "five or fewer: several may still have to be paid for at once (convention)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who stands for `guarantee_many` borrowers or more; the score is how many.

    Several guarantees for one borrower are one party. Cost: as of `guarantee_pairs`.
    """
    return held_by_many(guarantee_pairs(bank), "borrowers", settings, GRADES)


def tell(told: Told) -> Text:
    """For how many it stands, for whom above all, and for how much."""
    count, sums = told.facts["borrowers"], told_totals(told.facts)
    named = told_parties(told, "to", count)
    return Text(
        f"为{count}户客户提供担保（{named.zh}），合计{sums.zh}",
        f"Guarantees {count} customers ({named.en}), in all {sums.en}",
    )


TAG = Tag(
    tag_id="guarantee_hub",
    version="1.0.0",
    title=Text("一保多", "Guarantor of many"),
    meaning=Text(
        "为三户或以上不同客户提供担保（户数可设）。其中数户同时违约，即须同时代偿。同一客户的多笔担保按一户计。",
        "Guarantees three or more different customers (a setting). If several of them default it "
        "has to pay for all. Several guarantees for one customer count as one party.",
    ),
    audience=Text("风险管理", "risk officers"),
    source="银监办发〔2014〕214号; three as the least number: convention",
    views=(Guarantees,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("edges",),
)
