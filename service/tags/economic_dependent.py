"""经济依存客户: who would be in difficulty if another customer were."""

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.tables.segments import max_by, runs
from service.relations.dependency.dependency_text import told_reasons
from service.relations.dependency.economic_dependency import (
    GUARANTEE,
    VIEWS,
    DependencyReasons,
    dependency_reasons,
)
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.shared import once

GRADES = (
    Grade(
        "high",
        Text("高度依存", "high"),
        0.8,
        Text(
            "依存比例达80%（担保以净资产为基数）：失去对方后难以为继，惯例",
            "80% or more (of net assets for a guarantee): little is left without the other; "
            "convention",
        ),
    ),
    Grade(
        "majority",
        Text("半数以上", "half or more"),
        0.5,
        Text(
            "收入或支出的50%及以上来自或付给对方（Basel LEX10；EBA/GL/2017/15；"
            "商业银行大额风险暴露管理办法）",
            "50% or more of receipts or expenditures (Basel LEX10; EBA/GL/2017/15; China's rules "
            "on large exposures)",
        ),
    ),
    Grade(
        "recognised",
        Text("认定依存", "recognised"),
        None,
        Text(
            "登记为依存，或达到本行设定的门槛，但比例不足半数或未知：登记本身即构成依存",
            "recorded as dependent, or above the bank's own threshold, with a share below half or "
            "unknown: the record is enough",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who depends on whom, once a pair; the score is the share of its strongest reason.

    The score is 0 where no share is known, and 1 for a guarantee by somebody without net assets:
    any claim is more than there is. Cost: that of `dependency_reasons`.
    """
    found, most = once(bank, dependency_reasons, settings), settings.evidence_max_edges
    indptr = runs(found.dependent, found.provider)
    score = _strongest(found, indptr)
    dependent, ids = found.dependent[indptr[:-1]], bank.customer_ids

    def detail(i: int) -> Detail:
        rows = range(*indptr[i : i + 2].tolist())
        facts = [found.fact(row) for row in rows[:most]]
        provider_id = ids[found.provider[rows[0]]]
        return Detail(
            {
                "provider_id": provider_id,
                "basis": facts[0]["basis"],
                "share": facts[0]["share"],
            },
            [found.edge(row, ids) for row in rows[:most]],
            {
                **facts[0],
                "threshold": settings.dependency_share,
                "bases": facts,
                "edges_hidden": max(0, len(rows) - most),
            },
            subject=provider_id,
        )

    return Holdings(dependent, score, by_floor(score, GRADES), detail)


def _strongest(found: DependencyReasons, indptr: Ints) -> Floats:
    insolvent = np.isnan(found.share) & (found.rests_on == GUARANTEE)
    strength = np.where(insolvent, 1.0, np.nan_to_num(found.share))
    return max_by(indptr, strength).round(10)


def tell(told: Told) -> Text:
    """On whom it depends, and by which numbers."""
    provider = told.name(told.value["provider_id"])
    why = told_reasons(told.facts["bases"], provider)
    en = f"{why.en[0].upper()}{why.en[1:]}"
    return Text(
        f"{why.zh}，{provider}一旦陷入困境，其还款能力将受到影响",
        f"{en}: if {provider} were in difficulty, it would be too",
    )


TAG = Tag(
    tag_id="economic_dependent",
    version="1.1.0",
    title=Text("经济依存客户", "Economic dependent"),
    meaning=Text(
        "一方陷入困境时，自身还款能力也会受影响：至少一半收入或支出来自或付给某一客户（登记，或近十二个月交易所见），为他人提供的担保不低于自身净资产，或登记为以他人为还款来源、资金来源、主要销售对象等。",
        "Would be in difficulty if another customer were: at least half of its receipts or "
        "payments come from or go to it, by record or by the payments of twelve months; it "
        "guarantees at least its own net assets for the other; or a record says that it relies on "
        "it for repayment, funding, sales or otherwise.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("service", "credit_risk"),
    source="Basel LEX10; APRA APS 221 para 24; EBA/GL/2017/15; 商业银行大额风险暴露管理办法 (2018)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.provider_id",),
    rests_on=("DEPENDS_ON", "PAID", "GUARANTEES"),
    rests_on_kinds=("company",),
)
