"""集团成员: who is controlled by whom through the votes, up to the ultimate controller."""

from math import isnan

import numpy as np

from cypher.engine.arrays import Floats
from cypher.vocabulary import CONTROL_BASES
from service.graph.control.voting_control import controllers
from service.relations.control.groups import VIEWS, control_members
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Groups, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh, percent
from service.tagging.shared import once

GRADES = (
    Grade(
        "absolute",
        Text("绝对控制", "absolute control"),
        2 / 3,
        Text(
            "三分之二以上表决权：可单独通过修改章程、增减资、合并分立等特别决议（公司法）",
            "two thirds of the votes or more carry special resolutions alone: the articles, "
            "capital, mergers (Company Law of China)",
        ),
    ),
    Grade(
        "majority",
        Text("多数控制", "majority control"),
        0.5,
        Text(
            "超过半数表决权：可单独通过普通决议（Basel LEX10；APS 221第22段）",
            "more than half of the votes carry ordinary resolutions alone (Basel LEX10; APS 221 "
            "para 22)",
        ),
    ),
    Grade(
        "by_record",
        Text("登记控制", "control by record"),
        None,
        Text(
            "表决权不足半数，但有控制记录（董事会多数、协议等），记录本身即构成控制",
            "less than a majority of votes, but a record of control (board majority, agreement) "
            "is control by itself",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the control groups: each ultimate controller with everything it controls.

    The score of a member is the share of its votes that the controlling side has (0 where control
    rests on a record alone); that of a head is the highest among its members. Near-linear in the
    holdings, as `control_groups` says.
    """
    found = once(bank, control_members, settings)
    links, groups, parties = found.links, found.groups, found.parties
    is_controller = controllers(*links.world, settings.majority)
    customer, group, row = parties.customer, parties.group, parties.row
    controlled = row >= 0

    votes = np.nan_to_num(groups.votes[row[controlled]])
    strongest = np.zeros(len(parties.head))
    np.maximum.at(strongest, group[controlled], votes)
    score: Floats = np.concatenate((votes, strongest[group[~controlled]])).round(10)
    often = np.bincount(customer[controlled], minlength=len(bank))

    held = links.world[0]
    recorded = np.bincount(held[1], held[2], len(bank)).round(10)

    def detail(i: int) -> Detail:
        me, label = int(customer[i]), int(group[i])
        value = {"role": "parent" if is_controller[me] else "member"}
        facts: dict[str, object] = {}
        edges = found.edges(i)
        if row[i] < 0:
            value["role"] = "ultimate_controller"
            facts["controls"] = found.controlled(label)
            in_concert = [bank.customer_ids[other] for other in found.heads(label) if other != me]
            if in_concert:
                facts["acts_in_concert_with"] = in_concert
            mutual = links.held_in(me, found.side(label))
            if mutual:
                facts["mutual_control"] = True
                edges = [*edges, *mutual]
        else:
            pooled = float(groups.votes[row[i]])
            facts["votes"] = None if isnan(pooled) else round(pooled, 10)
            facts["majority"] = settings.majority
            facts["by_record"] = bool(groups.by_record[row[i]])
            if often[me] > 1:
                facts["conflict_ultimate_controllers"] = int(often[me])
        if recorded[me] > 1:
            facts["votes_recorded_over_100_percent"] = float(recorded[me])
        most = settings.evidence_max_edges
        facts["edges_hidden"] = max(0, len(edges) - most)
        return Detail(value, edges[:most], facts)

    known = Groups(group, known_by=parties.known_by, head=parties.head)
    return Holdings(customer, score, by_floor(score, GRADES), detail, known)


def tell(told: Told) -> Text:
    """Whose votes, how many, and which group that makes."""
    if told.value["role"] == "ultimate_controller":
        return _tell_head(told)
    head = told.name(told.value["head_id"])
    holders = [told.name(edge["from"]) for edge in told.edges if edge["type"] == "OWNS"]
    holders = list(dict.fromkeys(holders))
    records = [edge for edge in told.edges if edge["type"] == "CONTROLS"]
    if told.facts["votes"] is not None:
        votes = percent(told.facts["votes"])
        together = "合计" if len(holders) > 1 else ""
        hold = "together hold" if len(holders) > 1 else "holds"
        limit = percent(told.facts["majority"])
        over = Text("半数", "half") if told.facts["majority"] == 0.5 else Text(limit, limit)
        zh = f"{listed_zh(holders)}{together}持有其{votes}的表决权，超过{over.zh}"
        en = f"{listed_en(holders)} {hold} {votes} of its votes, more than {over.en}"
    else:
        controller = told.name(records[0]["from"])
        basis = CONTROL_BASES.title(records[0]["basis"])
        zh = f"{controller}凭{basis.zh}对其拥有控制权"
        en = f"{controller} controls it by {basis.en}"
    parent = told.value["role"] == "parent"
    return Text(
        zh=f"{zh}，因此属于以{head}为实际控制人的集团" + ("，并控制其他成员" if parent else ""),
        en=f"{en}, so it belongs to the group that {head} ultimately controls"
        + (", and controls members itself" if parent else ""),
    )


def _tell_head(told: Told) -> Text:
    controlled = dict.fromkeys(
        told.name(edge["to"]) for edge in told.edges if edge["from"] == told.customer_id
    )
    count, names = told.facts["controls"], list(controlled)
    allies = [told.name(name) for name in told.facts.get("acts_in_concert_with", [])]
    if told.facts.get("mutual_control"):
        return Text(
            zh=f"与{listed_zh(names)}互相控制，无外部控制人；"
            f"集团共{count + 1}户，按编号以其为牵头方",
            en=f"Controls {listed_en(names)} and is controlled by them, with nobody outside in "
            f"control; of the {count + 1} in the group it stands first by id",
        )
    return Text(
        zh=(f"与{listed_zh(allies)}一致行动，" if allies else "")
        + f"控制{listed_zh(names)}，集团内受控企业共{count}户，且不受任何人控制，是实际控制人",
        en=(f"Acting in concert with {listed_en(allies)}, it " if allies else "Ultimately ")
        + f"controls {listed_en(names)}, {count} in the group altogether, and nobody controls it",
    )


TAG = Tag(
    tag_id="control_group_member",
    version="1.0.0",
    title=Text("集团成员", "Control group member"),
    meaning=Text(
        "与其他客户同受一个实际控制人控制：控制方自身、其控制的企业及一致行动人的表决权合计超过半数，或有控制记录。表决权逐层累计，不做股权比例连乘；恰好半数不构成控制。",
        "Under one ultimate controller with others: the votes of the controller, of all it "
        "controls and of those acting in concert come to more than half, or a record says that it "
        "controls. Votes are pooled level by level, shares are not multiplied; exactly half is no "
        "control.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="Basel LEX10; APRA APS 221 para 22; 商业银行集团客户授信业务风险管理指引 (2010) art. 3; "
    "acting in concert: convention after 上市公司收购管理办法 art. 83",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.head_id", "facts.acts_in_concert_with", "edges"),
    group_kind="control",
    group_letters="CG",
    rests_on=("OWNS", "CONTROLS"),
    rests_on_kinds=("company",),
)
