"""经济依存客户: who would be in difficulty if another customer were."""

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.tables.segments import max_by, runs
from service.relations.dependency.dependency_text import told_reasons
from service.relations.dependency.economic_dependency import VIEWS, dependency_reasons
from service.relations.dependency.reasons import GUARANTEE, DependencyReasons
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
            "依存比例达80%（担保以净资产为基数）：失去对方后难以为继（本产品参考值）",
            "80% or more (of net assets for a guarantee): little is left without the other "
            "(reference value of this product)",
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
            "台账登记为经济依存客户，或达到本行设定的门槛，但比例不足半数或未知：登记本身即构成依存",
            "recorded as dependent, or above the bank's own threshold, with a share below half or "
            "unknown: the record is enough",
        ),
    ),
    Grade(
        "to_verify",
        Text("待核实", "to verify"),
        None,
        Text(
            "仅在本行可见的收入或支出中占比达到门槛，全年收入或支出未登记，其在他行的往来无从得知："
            "核实前不据此认定关联客户和供应链，也不计入集中度限额（监管规定以全年总收入或总支出为准）",
            "large only among the receipts or payments that this bank sees, while nothing is "
            "recorded of the whole year, much of which may go through other banks: until verified "
            "it makes no connected clients, no supply chain and no breach of a limit (the rules "
            "speak of the year's total)",
        ),
    ),
)
TO_VERIFY = 3


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who depends on whom, once a pair; the score is the share of its strongest reason.

    What is to be verified counts for the score and the grade of a pair without another reason. The
    score is 0 where no share is known, and 1 for a guarantee by somebody without net assets:
    any claim is more than there is. Cost: that of `dependency_reasons`.
    """
    found, most = once(bank, dependency_reasons, settings), settings.evidence_max_edges
    indptr = runs(found.dependent, found.provider)
    # Whatever is to be verified stands after the others of a pair.
    to_verify = found.to_verify[indptr[:-1]]
    score = _strongest(found, indptr, to_verify)
    grade = np.where(to_verify, TO_VERIFY, by_floor(score, GRADES[:TO_VERIFY]))
    dependent, ids = found.dependent[indptr[:-1]], bank.customer_ids

    def detail(i: int) -> Detail:
        rows = range(*indptr[i : i + 2].tolist())
        facts = [found.fact(row) for row in rows[:most]]
        edges, hidden = found.evidence(rows, ids, most)
        provider_id = ids[found.provider[rows[0]]]
        return Detail(
            {
                "provider_id": provider_id,
                "basis": facts[0]["basis"],
                "share": facts[0]["share"],
            },
            edges,
            {
                **facts[0],
                "threshold": settings.dependency_share,
                "bases": facts,
                "edges_hidden": hidden,
            },
            subject=provider_id,
        )

    return Holdings(dependent, score, grade, detail)


def _strongest(found: DependencyReasons, indptr: Ints, to_verify: Flags) -> Floats:
    insolvent = np.isnan(found.share) & (found.rests_on == GUARANTEE)
    strength = np.where(insolvent, 1.0, np.nan_to_num(found.share))
    strength[found.to_verify & ~np.repeat(to_verify, np.diff(indptr))] = 0.0
    return max_by(indptr, strength).round(10)


def tell(told: Told) -> Text:
    """On whom it depends, and by which numbers."""
    provider = told.name(told.value["provider_id"])
    why = told_reasons(told.facts["bases"], provider)
    en = f"{why.en[0].upper()}{why.en[1:]}"
    bases = {fact["basis"] for fact in told.facts["bases"]}
    whose = "the guarantor's" if bases == {"guarantee"} else "its"
    suffers = Text(
        f"{provider}一旦陷入困境，其还款能力将受到影响",
        f"{whose} ability to repay would suffer if {provider} were in difficulty",
    )
    if told.facts.get("to_verify"):
        return Text(f"{why.zh}：如属实，{suffers.zh}", f"{en}: if so, {suffers.en}")
    return Text(f"{why.zh}，{suffers.zh}", f"{en}: {suffers.en}")


TAG = Tag(
    tag_id="economic_dependent",
    version="1.2.0",
    title=Text("经济依存客户", "Economic dependent"),
    meaning=Text(
        "一方陷入困境时，自身还款能力也会受影响：全年至少一半收入或支出来自或付给某一客户（台账登记，或近十二个月交易所见），为他人提供的担保不低于自身净资产，或登记为以他人为还款来源、资金来源、主要销售对象等。交易占比以登记的全年收入或支出为基数，在本行可见的更大时以可见的为准；全年数未登记的，列为待核实。",
        "The customer's ability to repay would suffer if another customer were in difficulty: at "
        "least half of its receipts or payments of the year come from or go to the other, by "
        "record or by the payments of twelve months; it guarantees at least its own net assets for "
        "the other; or a record says that it relies on the other for repayment, funding, sales or "
        "otherwise. What payments come to is held "
        "against the recorded year, or what this bank sees where that is more; where nothing is "
        "recorded of the year it is to be verified.",
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
