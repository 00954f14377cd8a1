"""供应链上下游: customers who sell most to, or buy most from, the core of a supply chain."""

import numpy as np

from service.relations.dependency.dependency_text import told_reasons
from service.relations.dependency.supply_chains import VIEWS, supply_chains
from service.relations.dependency.supply_text import told_reason
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.shared import once

GRADES = (
    Grade(
        "high",
        Text("高度依赖", "high"),
        0.8,
        Text(
            "收入或支出的80%及以上来自或付给核心企业：失去核心企业便难以为继（本产品参考值）",
            "80% or more of receipts or payments: little is left without the core (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "majority",
        Text("半数以上", "half or more"),
        None,
        Text(
            "收入或支出的50%及以上来自或付给核心企业（EBA/GL/2017/15）",
            "50% or more of receipts or payments (EBA/GL/2017/15)",
        ),
    ),
    Grade(
        "recorded",
        Text("登记", "recorded"),
        None,
        Text(
            "台账登记其收入、支出或销售依存于核心企业，未登记比例：登记本身即构成依存",
            "recorded to depend on the core by receipts, payments or sales, without a share: the "
            "record is enough",
        ),
    ),
)
RECORDED = 2


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who lives from the core of a supply chain, once for each core.

    The score is the largest share of its receipts or payments, 0 where none is known. Only cores
    that hold `supply_chain_core` count. Cost: that of `supply_chains`.
    """
    chains, most = once(bank, supply_chains, settings), settings.evidence_max_edges
    score, recorded = np.nan_to_num(chains.share).round(10), np.isnan(chains.share)
    grade = np.where(recorded, RECORDED, by_floor(score, GRADES[:RECORDED]))

    def detail(i: int) -> Detail:
        first, end = int(chains.start[i]), int(chains.start[i + 1])
        rows, ids = range(first, end), bank.customer_ids
        edges, hidden = chains.reasons.evidence(rows, ids, most)
        core_id = ids[chains.core[i]]
        return Detail(
            value={
                "core_id": core_id,
                "side": chains.side(i),
                "share": None if recorded[i] else float(score[i]),
            },
            edges=edges,
            facts={
                "threshold": settings.dependency_share,
                "reasons": [told_reason(chains, row, bank) for row in rows[:most]],
                "edges_hidden": hidden,
            },
            subject=core_id,
        )

    return Holdings(chains.member, score, grade, detail)


def tell(told: Told) -> Text:
    """On which side of which core it stands, and by which numbers."""
    core = told.name(told.value["core_id"])
    why = told_reasons(told.facts["reasons"], core)
    stands = {
        "upstream": Text(f"核心企业{core}的上游", f"Upstream of {core}"),
        "downstream": Text(f"核心企业{core}的下游", f"Downstream of {core}"),
        "both": Text(f"兼为核心企业{core}的上下游", f"Both upstream and downstream of {core}"),
    }[told.value["side"]]
    return Text(f"{stands.zh}：{why.zh}", f"{stands.en}: {why.en}")


TAG = Tag(
    tag_id="supply_chain_member",
    version="1.1.0",
    title=Text("供应链上下游客户", "Supply-chain member"),
    meaning=Text(
        "供应链核心企业的上游（全年至少一半收入来自核心企业）或下游（至少一半支出付给核心企业）客户，"
        "每个核心企业计一次。",
        "Depends on the core of a supply chain: upstream, at least half of its receipts come from "
        "it over the year; downstream, at least half of its payments go to it. Held once for each "
        "core.",
    ),
    audience=Text("客户经理、风险管理", "relationship managers, risk officers"),
    purposes=("service", "credit_risk"),
    source="reference values of this product; the share after EBA/GL/2017/15",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.core_id",),
    rests_on=("DEPENDS_ON", "PAID"),
    rests_on_kinds=("company",),
)
