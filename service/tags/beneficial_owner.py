"""受益所有人: which natural person owns a quarter of a company or more, through all paths."""

from collections import defaultdict
from typing import Any

import numpy as np

from cypher.view import Ownerships
from service.graph.ownership.integrated_ownership import closed_loops
from service.relations.control.beneficial_shares import BeneficialShares
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh
from service.tagging.shared import once

GRADES = (
    Grade(
        "two_thirds",
        Text("三分之二以上", "two thirds or more"),
        2 / 3,
        Text(
            "权益达三分之二以上：与公司法特别决议的比例相同",
            "two thirds or more, as for special resolutions (Company Law of China)",
        ),
    ),
    Grade(
        "majority",
        Text("过半数", "more than half"),
        # The first number above a half that is left after rounding to ten digits.
        0.5 + 1e-10,
        Text(
            "权益超过半数：大部分收益归其所有（本产品参考值）",
            "more than half: most of what the company earns is this person's (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "qualifying",
        Text("达到认定标准", "from the threshold"),
        None,
        Text(
            "权益达到认定标准，未超过半数（中国与欧盟为25%以上）",
            "from the threshold, up to a half (China and the EU: 25% or more)",
        ),
    ),
)

#: How many loops the notes list, and how many ids each list of ids holds.
LISTED = 20


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find each natural person's companies: the score is the share owned through all paths.

    Cost: as `qualified` says, and for each holding that is found the paths that carry it.
    """
    owned_through = once(bank, BeneficialShares, settings)
    found, shares, world = owned_through.found, owned_through.shares, owned_through.world
    least, inclusive = settings.beneficial_threshold, settings.beneficial_inclusive
    ids = bank.customer_ids
    in_all = np.bincount(shares[1], shares[2], len(bank))
    loop_of = closed_loops(world)
    loops: dict[int, list[int]] = defaultdict(list)
    for customer in np.flatnonzero(loop_of >= 0).tolist():
        loops[int(loop_of[customer])].append(customer)
    most = settings.evidence_max_edges
    score = found.integrated.round(10)

    def detail(i: int) -> Detail:
        owner, owned, total = int(found.owner[i]), int(found.owned[i]), float(score[i])
        paths = owned_through.carried(owner, owned, most)
        carried = round(sum(paths.product), 10)
        facts: dict[str, Any] = {
            "integrated": total,
            "direct": owned_through.direct(owner, owned),
            "threshold": least,
            "inclusive": inclusive,
            "paths": [
                {"customers": ids[nodes].tolist(), "product": round(product, 10)}
                for nodes, product in zip(paths.nodes, paths.product, strict=True)
            ],
            "listed": carried,
            # Round a loop or by further paths: the limit of what no list could hold.
            "not_listed": max(0.0, round(total - carried, 10)),
            "paths_hidden": paths.hidden,
            "paths_complete": paths.complete,
        }
        on_paths = sorted({owned, *(node for nodes in paths.nodes for node in nodes)})
        closed = sorted({int(loop_of[node]) for node in on_paths} - {-1})
        if closed:
            inside = [node for loop in closed for node in loops[loop]]
            facts["closed_loop"] = ids[inside[:LISTED]].tolist()
        over = [node for node in on_paths if in_all[node] > 1 + 1e-9]
        if over:
            facts["over_100_percent"] = {ids[node]: round(float(in_all[node]), 10) for node in over}
        if found.short[i] > 0:
            facts["at_most"] = round(total + float(found.short[i]), 10)
        value = {"company_id": ids[owned], "integrated": total}
        return Detail(value, paths.edges, facts, subject=ids[owned])

    told = [ids[loops[loop][:LISTED]].tolist() for loop in sorted(loops)[:LISTED]]
    notes = {
        "closed_loops": len(loops),
        "closed_loops_listed": told,
        "undecided": len(found.undecided),
        "undecided_listed": ids[found.undecided[:LISTED]].tolist(),
    }
    return Holdings(found.owner, score, by_floor(score, GRADES), detail, notes=notes)


def tell(told: Told) -> Text:
    """How much of which company, what of it directly, and through whom the rest."""
    facts, company = told.facts, told.name(told.value["company_id"])
    total, direct = facts["integrated"], facts["direct"]
    whole, least = figures.share(total), figures.share(facts["threshold"])
    through = [path["customers"][1:-1] for path in facts["paths"]]
    names = [told.name(text) for text in dict.fromkeys(text for way in through for text in way)]
    if direct is None:
        zh = f"通过{_firms(names)}对{company}间接享有{whole.zh}的权益"
        en = f"through {listed_en(names)}"
    elif total - direct < 1e-9:
        zh, en = f"对{company}直接享有{whole.zh}的权益", "directly"
    else:
        part = figures.share(direct)
        rest = f"通过{_firms(names)}间接持有" if names else "来自交叉持股"
        zh = f"对{company}合计享有{whole.zh}的权益（直接持有{part.zh}，其余{rest}）"
        via = listed_en(names) if names else "cross-holdings"
        en = f"{part.en} directly and the rest through {via}"
    reached = ("达到", "which reaches") if facts["inclusive"] else ("超过", "which is more than")
    zh += f"，{reached[0]}{least.zh}的认定标准，是其受益所有人"
    en = (
        f"Owns {whole.en} of {company}, {en}, {reached[1]} the threshold of {least.en}: "
        "a beneficial owner"
    )
    over = [told.name(name) for name in facts.get("over_100_percent", {})]
    if over:
        zh += f"；{_firms(over)}登记的持股合计超过100%，请核实"
        en += f"; the shares recorded in {listed_en(over)} add up to more than 100%, to be checked"
    loop = [told.name(name) for name in facts.get("closed_loop", [])]
    if loop:
        zh += f"；{_firms(loop)}互相持股形成封闭环，环内份额未计入"
        en += f"; {listed_en(loop)} own each other in a closed loop, whose shares are left out"
    return Text(zh, en)


def _firms(names: list[str]) -> str:
    return listed_zh(names, of="organisations")


TAG = Tag(
    tag_id="beneficial_owner",
    version="1.0.0",
    title=Text("受益所有人", "Beneficial owner"),
    meaning=Text(
        "直接或间接拥有企业25%以上权益的自然人。间接权益按各条持股路径逐层相乘后相加，交叉持股计至极限值；每家企业分别认定。互相持股形成的封闭环无法穿透，环内份额不计入，单独列示。",
        "A natural person who owns 25% or more of a company, directly or through others; told for "
        "each company. Shares are multiplied along each path and the paths added up, "
        "cross-holdings to the limit. Companies that own each other in a closed loop lead to "
        "nobody: the shares inside the loop are left out, and the loop is reported.",
    ),
    audience=Text("反洗钱合规、客户经理", "compliance officers, relationship managers"),
    purposes=("service", "credit_risk", "aml", "compliance"),
    source="中国人民银行令〔2024〕第3号 受益所有人信息管理办法; Regulation (EU) 2024/1624 (AMLR) "
    "art. 51-53; Brioschi, Buzzacchi and Colombo 1989",
    views=(Ownerships,),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.company_id", "facts.paths.customers", "facts.closed_loop"),
    rests_on=("OWNS",),
    rests_on_kinds=("person",),
)
