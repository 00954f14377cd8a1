"""控制关系集团成员: who is controlled by whom through the votes, up to the ultimate controller."""

from math import isnan

import numpy as np

from cypher.engine.arrays import Floats
from cypher.vocabulary import CONTROL_BASES
from service.graph.control.voting_control import controllers
from service.relations.control.groups import VIEWS, control_members
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Groups, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh
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
        Text("协议或其他安排控制", "control by agreement or other arrangement"),
        None,
        Text(
            "表决权不足半数，但有控制记录（董事会多数席位、协议等），记录本身即构成控制",
            "less than a majority of votes, but a record of control (board majority, agreement) "
            "is control by itself",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the control groups: each ultimate controller with everything it controls.

    A government body heads none, unless `state_owner` says so: it is told as a fact above the
    highest firm. The score of a member is the share of its votes that the controlling side has (0
    where control rests on a record alone); that of a head is the highest among its members.
    Near-linear in the holdings, as `control_groups` says.
    """
    found = once(bank, control_members, settings)
    links, groups, parties = found.links, found.groups, found.parties
    is_controller = controllers(*found.state.world, settings.majority)
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
        facts: dict[str, object] = {"majority": settings.majority}
        edges = found.edges(i)
        in_concert = set(bank.customer_ids[[*found.in_concert(label)]].tolist())
        if row[i] < 0:
            value["role"] = "ultimate_controller"
            facts["controls"] = found.controlled(label)
            in_concert = {bank.customer_ids[other] for other in found.heads(label) if other != me}
            mutual = links.held_in(me, found.side(label))
            if mutual:
                facts["mutual_control"] = True
                edges = [*edges, *mutual]
        else:
            pooled = float(groups.votes[row[i]])
            facts["votes"] = None if isnan(pooled) else round(pooled, 10)
            facts["by_record"] = bool(groups.by_record[row[i]])
            if often[me] > 1:
                facts["conflict_ultimate_controllers"] = int(often[me])
            in_concert &= {edge.from_id for edge in edges}
        if in_concert:
            facts["acts_in_concert_with"] = sorted(in_concert)
        if (owner := found.state_owner(label)) >= 0:
            facts["state_owner"] = bank.customer_ids[owner]
            if me == parties.head[label]:
                edges = [*found.state.edges(me), *edges]
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
    head, owner = told.name(told.value["head_id"]), told.facts.get("state_owner")
    records = [edge for edge in told.edges if edge["type"] == "CONTROLS"]
    if told.facts["votes"] is not None:
        why = _told_votes(told)
    else:
        controller = told.name(records[0]["from"])
        basis = CONTROL_BASES.title(records[0]["basis"])
        why = Text(
            f"{controller}通过{basis.zh}对其实施控制", f"{controller} controls it by {basis.en}"
        )
    parent = told.value["role"] == "parent"
    leads = (
        Text(
            f"以{head}为最高层企业的集团（上由{told.name(owner)}控股）",
            f"of which {head} is the highest firm, with {told.name(owner)} above it",
        )
        if owner
        else Text(f"以{head}为实际控制人的集团", f"that {head} ultimately controls")
    )
    return Text(
        zh=f"{why.zh}，因此属于{leads.zh}" + ("，并控制其他成员" if parent else ""),
        en=f"{why.en}, so it belongs to the group {leads.en}"
        + (", and controls members itself" if parent else ""),
    )


def _told_votes(told: Told) -> Text:
    """Who holds the votes that make control, those in concert named as such."""
    edges = [edge for edge in told.edges if edge["type"] == "OWNS"]
    everybody = dict.fromkeys(edge["from"] for edge in edges)
    allied = {*told.facts.get("acts_in_concert_with", ())}
    allies = [told.name(holder) for holder in everybody if holder in allied]
    holders = [told.name(holder) for holder in everybody if holder not in allied]
    votes, over = figures.share(told.facts["votes"]), figures.share(told.facts["majority"])
    over = Text("半数", "half") if told.facts["majority"] == 0.5 else over
    if not allies:
        zh, en = listed_zh(holders), listed_en(holders)
    elif not holders:
        head = told.name(told.value["head_id"])
        zh = f"{head}的一致行动人{listed_zh(allies)}"
        en = f"{listed_en(allies)}, acting in concert with {head},"
    else:
        zh = f"{listed_zh(holders)}与一致行动人{listed_zh(allies)}"
        en = f"{listed_en([*holders, *allies])}, acting in concert,"
    several = len(everybody) > 1
    return Text(
        f"{zh}{'合计' if several else ''}持有其{votes.zh}的表决权，超过{over.zh}",
        f"{en} {'together hold' if several else 'holds'} {votes.en} of its votes, more than "
        f"{over.en}",
    )


def _tell_head(told: Told) -> Text:
    count, names = told.facts["controls"], [told.name(one) for one in _directly_controlled(told)]
    allies = [told.name(name) for name in told.facts.get("acts_in_concert_with", [])]
    firms = listed_zh(names, of="organisations")
    if told.facts.get("mutual_control"):
        return Text(
            zh=f"与{firms}互相控制，无外部控制人；集团共{count + 1}户，按编号以其为核心成员",
            en=f"Controls {listed_en(names)} and is controlled by them, with nobody outside in "
            f"control; of the {count + 1} in the group it stands first by id",
        )
    size, owner = count + 1 + len(allies), told.facts.get("state_owner")
    zh = f"与{listed_zh(allies)}一致行动，" if allies else ""
    zh += f"直接控制{firms}，" if names else ""
    zh += f"共控制{count}户，"
    # What no member holds by itself is controlled together: then nobody is named.
    en = f": directly controls {listed_en(names)}" if names else ""
    en += f", in concert with {listed_en(allies)}" if allies else ""
    if owner:
        above = told.name(owner)
        return Text(
            f"{zh}自身由{above}控股，系集团最高层企业；仅因同受国家控股不构成关联，{above}不计入集团",
            f"Highest firm of a group of {size}{en}; {above} above it is not counted, since firms "
            "are not related by being state-owned alone",
        )
    return Text(
        f"{zh}自身无控制方，系集团实际控制人", f"Ultimate controller of a group of {size}{en}"
    )


def _directly_controlled(told: Told) -> list[str]:
    """Those that a head controls by its own votes or record; in mutual control all it holds in."""
    own = [edge for edge in told.edges if edge["from"] == told.customer_id]
    votes: dict[str, float] = {}
    for edge in own:
        held = 1.0 if edge["type"] == "CONTROLS" else edge["votes"]
        votes[edge["to"]] = votes.get(edge["to"], 0.0) + held
    everything = told.facts.get("mutual_control")
    return [one for one in votes if everything or votes[one] > told.facts["majority"] + 1e-9]


TAG = Tag(
    tag_id="control_group_member",
    version="1.1.0",
    title=Text("控制关系集团成员", "Control group member"),
    meaning=Text(
        "与其他客户同受一个实际控制人控制：控制方自身、其控制的企业及一致行动人的表决权合计超过半数，或有控制记录。表决权逐层累计，不做股权比例连乘；恰好半数不构成控制。政府机构默认不计为集团成员，只作为其上的国有出资人说明。",
        "Under one ultimate controller with others: the votes of the controller, of all it "
        "controls and of those acting in concert come to more than half, or a record says that it "
        "controls. Votes are pooled level by level, shares are not multiplied; exactly half is no "
        "control. A government body is by default no member: it is told as the state owner above.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="Basel LEX10; APRA APS 221 para 22; 商业银行集团客户授信业务风险管理指引 (2010) art. 3; "
    "acting in concert: rule of this product after 上市公司收购管理办法 art. 83; the state as "
    "owner: 公司法 (国家控股的企业之间不仅因为同受国家控股而具有关联关系)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.head_id", "facts.acts_in_concert_with", "facts.state_owner", "edges"),
    group_kind="control",
    group_letters="CG",
    rests_on=("OWNS", "CONTROLS"),
    rests_on_kinds=("company",),
)
