"""决策人: the persons who control a company, own it or run it, ranked."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.vocabulary import CONTROL_BASES, OFFICES
from service.graph.tables.segments import rank_within, runs
from service.relations.control.decision_evidence import DecisionEvidence
from service.relations.control.decision_makers import (
    POWERS,
    REASONS,
    VIEWS,
    DecisionReasons,
    decision_reasons,
)
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import joined_en, listed_en, listed_zh, plural

GRADES = (
    Grade(
        "decisive",
        Text("主要决策人", "decisive"),
        0.88,
        Text(
            "已知决策人中居首，或达到共同控制的权重：没有此人，重大事项无法决定（本产品参考值）",
            "first among the known decision makers, or the weight of joint control: nothing of "
            "importance is decided without this person (reference value of this product)",
        ),
    ),
    Grade(
        "major",
        Text("重要决策人", "major"),
        0.5,
        Text(
            "达到高级管理人员的权重：主持经营或对外代表公司（本产品参考值）",
            "the weight of an executive or more: runs the business or represents the company "
            "(reference value of this product)",
        ),
    ),
    Grade(
        "minor",
        Text("参与决策", "minor"),
        None,
        Text(
            "不居首位的董事或部分权益的持有人等：参与而不主导（本产品参考值）",
            "a director or the owner of a part who does not come first: has a say, but does not "
            "lead (reference value of this product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the persons with a say in each company, once a pair; the score is how much of one.

    Score = 1 - product(1 - weight) over the reasons, as if these were independent; the weights are
    declared at REASONS and noted with the run. Persons rank within the company by score, and equal
    ones share the better rank. The grade follows the score, but who ranks first has the highest:
    of whoever is known nobody decides more. Cost: that of `decision_reasons`, and a sort of the
    pairs.
    """
    found, most = decision_reasons(bank, settings), settings.evidence_max_edges
    indptr = runs(found.person, found.company)
    person, company = found.person[indptr[:-1]], found.company[indptr[:-1]]
    score = _combined(found.weight, indptr)
    rank, sharing = _ranks(company, score)
    grade = np.where(rank == 1, 0, by_floor(score, GRADES))
    of = np.bincount(company, minlength=len(bank))
    evidence = DecisionEvidence(bank, found, settings)

    def detail(i: int) -> Detail:
        rows = range(*indptr[i : i + 2].tolist())
        factors, edges, complete = evidence.of(rows, most)
        company_id = str(bank.customer_ids[company[i]])
        value = {
            "company_id": company_id,
            "rank": int(rank[i]),
            "reasons": [factor["reason"] for factor in factors],
        }
        facts = {
            "score": float(score[i]),
            "factors": factors,
            "decision_makers": int(of[company[i]]),
            "sharing_rank": int(sharing[i]),
            "hub_customers": settings.hub_customers,
            "complete": complete,
            "edges_hidden": max(0, len(edges) - most),
        }
        return Detail(value, edges[:most], facts, subject=company_id)

    return Holdings(person, score, grade, detail, notes=_notes(found))


def _combined(weight: Floats, indptr: Ints) -> Floats:
    """1 - product(1 - weight) over the rows of each pair, its run."""
    if len(indptr) == 1:
        return np.zeros(0)
    combined: Floats = (1 - np.multiply.reduceat(1 - weight, indptr[:-1])).round(10)
    return combined


def _ranks(company: Ints, score: Floats) -> tuple[Ints, Ints]:
    """Each pair's rank within its company, the highest score first, and how many share it."""
    place = 1 + rank_within(company, by=(-score,))
    order = np.lexsort((place, company))
    indptr = runs(company[order], score[order])
    size = np.diff(indptr)
    rank, sharing = np.empty_like(place), np.empty_like(place)
    rank[order] = np.repeat(place[order][indptr[:-1]], size)
    sharing[order] = np.repeat(size, size)
    return rank, sharing


def _notes(found: DecisionReasons) -> dict[str, Any]:
    """What the run remembers: each reason's weight with its why, and how many agents there are."""
    return {
        "weights": {
            reason.reason_id: {"weight": reason.weight, "zh": reason.why.zh, "en": reason.why.en}
            for reason in REASONS
        },
        "hubs": {"officer": found.hubs},
    }


def tell(told: Told) -> Text:
    """Which place among a company's decision makers, and by what."""
    zh, en = [], []
    for factor in told.facts["factors"]:
        if factor["reason"] in POWERS:
            said = _owning(factor) if factor["reason"] == "ownership" else _control(told, factor)
            zh.append(said.zh)
            en.append(said.en)
    titles = [OFFICES.title(reason) for reason in told.value["reasons"] if reason not in POWERS]
    if titles:
        zh.append(f"担任{'、'.join(title.zh for title in titles)}")
    place = _place(told)
    by = "; ".join(part for part in (joined_en(en), joined_en([t.en for t in titles])) if part)
    return Text(f"{place.zh}：{'，'.join(zh)}", f"{place.en}: {by}")


def _place(told: Told) -> Text:
    company, rank = told.name(told.value["company_id"]), told.value["rank"]
    many, sharing = told.facts["decision_makers"], told.facts["sharing_rank"]
    if many == 1:
        return Text(f"{company}已知的唯一决策人", f"The only known decision maker of {company}")
    others = plural(sharing - 1, "other")
    alike_zh, alike_en = ("并列", f" with {others}") if sharing > 1 else ("", "")
    place = (
        Text("第一决策人", "first") if rank == 1 else Text(f"第{rank}位决策人", f"number {rank}")
    )
    among = f"已知共{many}位" + (f"，{sharing}位并列" if sharing > 1 else "")
    return Text(
        f"{company}的{alike_zh}{place.zh}（{among}）",
        f"Ranked {place.en}{alike_en} of {many} known decision makers of {company}",
    )


def _control(told: Told, factor: Mapping[str, Any]) -> Text:
    """Whose votes, or which record, by itself or with whom."""
    allies = [told.name(customer_id) for customer_id in factor["with"]]
    others = Text(listed_zh(allies) or "他人", listed_en(allies) or "others")
    if factor["reason"] == "in_concert":
        return Text(
            f"与{others.zh}一致行动，但另有自然人单独控制",
            f"votes in concert with {others.en}, while another person controls it alone",
        )
    firms = [told.name(customer_id) for customer_id in factor["through"]]
    zh = (
        f"{'直接并' if factor['direct'] else ''}通过{listed_zh(firms, of='organisations')}"
        if firms
        else ""
    )
    en = f"{', in part' if factor['direct'] else ''} through {listed_en(firms)}" if firms else ""
    if factor["reason"] == "joint_control":
        zh, en = f"与{others.zh}一致行动，{zh}", f"{en} in concert with {others.en}"
    if factor["votes"] is None:
        basis = CONTROL_BASES.title(factor["basis"])
        return Text(f"{zh}凭{basis.zh}控制该企业", f"controls it by {basis.en}{en}")
    votes = figures.share(factor["votes"])
    together = "合计" if allies else ""
    return Text(f"{zh}{together}控制其{votes.zh}的表决权", f"controls {votes.en} of its votes{en}")


def _owning(factor: Mapping[str, Any]) -> Text:
    """What is owned of it, and what of that directly."""
    share, direct = figures.share(factor["integrated"]), factor["direct"]
    if direct is None:
        return Text(f"间接享有其{share.zh}的权益", f"owns {share.en} of it indirectly")
    if factor["integrated"] - direct < 1e-9:
        return Text(f"直接持有其{share.zh}的股权", f"owns {share.en} of it")
    part = figures.share(direct)
    return Text(
        f"合计享有其{share.zh}的权益（直接持有{part.zh}）",
        f"owns {share.en} of it, {part.en} directly",
    )


TAG = Tag(
    tag_id="decision_maker",
    version="2.0.0",
    title=Text("决策人", "Decision maker"),
    meaning=Text(
        "控制、拥有或经营某企业的自然人，按话语权排序，每家企业分别认定：单独或与一致行动人共同控制（含逐层控制）、"
        "受益所有人、法定代表人、高级管理人员、董事，各按公布的权重计分后合并；监事监督而不决策，不计。"
        "同分者并列；排名第一者即为主要决策人。"
        "在过多企业任职的代办人（超过20家），其职务不计，除非本人控制或拥有该企业。",
        "A natural person who controls, owns or runs a company, ranked by how much of a say it is; "
        "told for each company. Control alone or in concert, also through other companies; "
        "beneficial ownership; the offices of legal representative, executive and director: each "
        "has a declared weight, and the weights are combined. Supervisors watch and do not decide. "
        "Equal ones share a rank, and who ranks first is decisive. The offices of an agent who "
        "holds them in too many companies (more than 20) do not count, save where the "
        "agent controls or owns the company.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk", "aml", "compliance"),
    source="control: domain rules after Basel LEX10 and APRA APS 221 para 22; beneficial owners: "
    "中国人民银行令〔2024〕第3号; legal representatives: 民法典 art. 61; weights, grades and "
    "agents: reference values of this product, each weight with its reason in the run's notes",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.company_id", "facts.factors.with", "facts.factors.through"),
    rests_on=("OWNS", "CONTROLS", "HOLDS_POSITION"),
    rests_on_kinds=("person",),
)
