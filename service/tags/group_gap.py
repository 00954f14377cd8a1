"""集团成员认定差异: where control and the groups that the bank declared do not agree."""

from functools import cache
from typing import Any

import numpy as np

from cypher.view import DeclaredMembers
from service.relations.control.declared_differences import (
    UNDECLARED_GROUP,
    UNDERIVED,
    differences,
    matches_of,
    members_of,
)
from service.relations.control.groups import VIEWS, control_members
from service.relations.edges.evidence import records
from service.settings import Settings
from service.tagging.declaration import (
    Detail,
    Edge,
    Grade,
    Groups,
    Holdings,
    Reading,
    Tag,
    Text,
    Told,
)
from service.tagging.sentences import listed_en, listed_zh
from service.tagging.shared import once

GRADES = (
    Grade(
        "undeclared_group",
        Text("疑似漏认集团", "undeclared group"),
        None,
        Text(
            "商业银行集团客户授信业务风险管理指引第三条：受同一方直接或间接控制的两户及以上企事业法人客户"
            "应作为集团客户管理，行内尚无对应的认定集团",
            "article 3 of China's guidelines on group customers: two or more organisations under "
            "one control are a group customer, and the bank has declared none for them",
        ),
    ),
    Grade(
        "undeclared",
        Text("疑似漏认", "undeclared"),
        None,
        Text(
            "商业银行集团客户授信业务风险管理指引第三条：受同一方直接或间接控制的企事业法人客户应纳入"
            "集团管理，漏认会低估集团授信总额",
            "article 3 of China's guidelines on group customers: an organisation under the same "
            "control, directly or not, belongs to the group; its exposure is understated without",
        ),
    ),
    Grade(
        "underived",
        Text("认定依据待核实", "grounds to be verified"),
        None,
        Text(
            "同一指引第三条允许按其他关联关系认定集团成员，因此未必有误，但股权与控制记录不支持，应核实依据或补录数据",
            "the same article lets a bank declare members on other grounds, so it need not be "
            "wrong; but holdings and records do not bear it out: verify, or complete the data",
        ),
    ),
)

#: How many members of both groups are shown beside one that is missing.
MEMBERS_SHOWN = 3


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find clients that a declared group lacks, declared members whom no derived group has.

    And the clients of a derived group of two or more that has no declared group at all. A control
    group is compared with the declared group with which it shares most members, then by Jaccard,
    then by id; a declared group that shares none is compared with nothing. Persons are what ties a
    group, and missed only where `person_members` says so; government bodies never are. The score is
    the Jaccard index of the two groups, how surely they are meant to be the same; 1 where nothing
    is declared. Costs what the control groups cost, and sorts of their members and of the declared.
    """
    found = once(bank, control_members, settings)
    parties = found.parties
    entries = bank[DeclaredMembers]
    group_ids, group_of = np.unique(entries.group_id.astype(str), return_inverse=True)
    derived = members_of(parties.customer, parties.group)
    declared = members_of(entries.customer_no, group_of)
    matches = matches_of(derived, declared)
    belongs = bank.is_client & (bank.kind != "government")
    if not settings.person_members:
        belongs &= ~bank.is_person
    gaps = differences(derived, declared, matches, belongs, found.state.is_owner)

    derived_size, declared_size = derived.size, declared.size
    clients = np.bincount(derived.group[belongs[derived.customer]], minlength=len(parties.head))
    compared = np.bincount(matches.declared, minlength=len(group_ids))
    name_of = dict(zip(entries.group_id.tolist(), entries.group_name.tolist(), strict=True))
    most = settings.evidence_max_edges

    entered = records(bank, "MEMBER_OF", says=("role",), blanks=False).edge

    @cache
    def in_both(match: int) -> list[Edge]:
        """Some of the declared members who are in the derived group too."""
        members = derived.customer[derived.of(int(matches.derived[match]))]
        there = declared.of(int(matches.declared[match]))
        both = declared.row[there][np.isin(declared.customer[there], members)][:MEMBERS_SHOWN]
        return [entered(row) for row in both.tolist()]

    def detail(i: int) -> Detail:
        me, party, match = int(gaps.customer[i]), int(gaps.group[i]), int(gaps.match[i])
        ties: list[Edge] = []
        if gaps.kind[i] != UNDERIVED:
            ties = found.edges(found.row(party, me))
        facts: dict[str, Any] = {
            "derived_members": int(derived_size[party]),
            "edges_hidden": max(0, len(ties) - most),
        }
        if (owner := found.state_owner(party)) >= 0:
            facts["state_owner"] = bank.customer_ids[owner]
        role = GRADES[gaps.kind[i]].grade_id
        if gaps.kind[i] == UNDECLARED_GROUP:
            facts["clients"] = int(clients[party])
            value = {"declared_group_id": None, "role": role, "gap": role}
            return Detail(value, ties[:most], facts)
        there = int(matches.declared[match])
        group_id = str(group_ids[there])
        facts |= {
            "group_name": name_of[group_id],
            "declared_members": int(declared_size[there]),
            "shared_members": int(matches.shared[match]),
            "derived_groups_compared": int(compared[there]),
        }
        shown = in_both(match) if ties else [entered(int(gaps.entry[i]))]
        return Detail(
            value={"declared_group_id": group_id, "role": role, "gap": role},
            edges=[*ties[:most], *shown],
            facts=facts,
            subject=group_id,
        )

    notes = {
        "derived_groups_compared": len(matches.derived),
        "declared_groups_compared": int((compared > 0).sum()),
        "undeclared_groups": len(np.unique(gaps.group[gaps.kind == UNDECLARED_GROUP])),
    }
    score = np.ones(len(gaps.customer))
    score[gaps.match >= 0] = matches.jaccard[gaps.match[gaps.match >= 0]].round(10)
    of = Groups(
        gaps.group,
        known_by=parties.known_by,
        head=parties.head,
        members=(parties.group, parties.customer),
    )
    return Holdings(gaps.customer, score, gaps.kind, detail, of, notes)


def tell(told: Told) -> Text:
    """Which two groups, how far they agree, and on which side the customer is missing."""
    if told.value["role"] == "underived":
        return _told_underived(told)
    facts, derived = told.facts, told.facts["derived_members"]
    if told.value["head_id"] == told.customer_id:
        mine = [edge["to"] for edge in told.edges if edge["from"] == told.customer_id]
        names = [told.name(one) for one in dict.fromkeys(mine)]
        firms = listed_zh(names, of="organisations")
        belongs = Text(
            f"为{firms}的{'最高层企业' if 'state_owner' in facts else '实际控制人'}，"
            f"集团共{derived}户",
            f"{'Stands above' if 'state_owner' in facts else 'Ultimately controls'} "
            f"{listed_en(names)}, a group of {derived}",
        )
    else:
        leads = _led(told)
        belongs = Text(
            f"属于{leads.zh}的集团（共{derived}户）",
            f"Belongs to the group of {derived} {leads.en}",
        )
    if told.value["role"] == "undeclared_group":
        clients = facts["clients"]
        return Text(
            f"{belongs.zh}，其中本行客户{clients}户，行内尚无对应的认定集团，疑似漏认集团",
            f"{belongs.en}, {clients} of them client organisations; the bank has declared no group "
            "for them",
        )
    name, declared, shared = facts["group_name"], facts["declared_members"], facts["shared_members"]
    return Text(
        f"{belongs.zh}，其中{shared}户已纳入“{name}”（共{declared}户），该客户尚未纳入，疑似漏认",
        f"{belongs.en}; {shared} of them {'is' if shared == 1 else 'are'} in the declared group "
        f"{name} ({declared} in all), but not this one",
    )


def _led(told: Told) -> Text:
    """By whom a group is led: an ultimate controller, or the highest firm below a state owner."""
    head = told.name(told.value["head_id"])
    if "state_owner" in told.facts:
        return Text(f"以{head}为最高层企业", f"of which {head} is the highest firm")
    return Text(f"以{head}为实际控制人", f"that {head} ultimately controls")


def _told_underived(told: Told) -> Text:
    facts, leads = told.facts, _led(told)
    name, declared, derived = (
        facts[fact] for fact in ("group_name", "declared_members", "derived_members")
    )
    count, shared = facts["derived_groups_compared"], facts["shared_members"]
    zh = f"已纳入行内认定集团“{name}”（共{declared}户），但不在与之对应的"
    en = f"In the declared group {name} ({declared} in all), but "
    if count > 1:
        zh += f"{count}个控制关系集团内，其中最接近的{leads.zh}"
        en += f"in none of the {count} control groups that correspond to it; the closest is one "
    else:
        zh += f"控制关系集团内，该集团{leads.zh}"
        en += "not in the control group that corresponds to it, one "
    return Text(
        f"{zh}，{derived}户中{shared}户与认定名单一致；认定依据待核实",
        f"{en}{leads.en} and that shares {shared} of its {derived}",
    )


TAG = Tag(
    tag_id="group_gap",
    version="1.1.0",
    title=Text("集团成员认定差异", "Group membership difference"),
    meaning=Text(
        "推导出的控制关系集团与行内认定集团不一致之处：受同一方控制而认定名单未列入的客户；"
        "认定名单上有、控制关系集团中没有的成员；以及有两户及以上本行企事业客户、行内却没有对应认定集团的"
        "控制关系集团。两者共有成员最多的互为对应；与任何控制关系集团都没有共同成员的认定集团不比较。"
        "自然人与政府机构只作为控制方说明，不视为漏认。",
        "Where the control group that the data make and the group that the bank declared differ: a "
        "client under the same control that the declared group lacks; a declared member that "
        "control does not bear out; and a control group of two or more client organisations for "
        "which the bank has declared no group. A control group is compared with the declared group "
        "with which it shares most members; a declared group that shares none with any is compared "
        "with nothing. Persons and government bodies are told as what ties, and are not missed.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="商业银行集团客户授信业务风险管理指引 (2010) art. 3; control as for "
    "control group members; which groups correspond: rule of this product",
    views=(*VIEWS, DeclaredMembers),
    grades=GRADES,
    is_lead=True,
    find=find,
    tell=tell,
    names=("value.head_id", "edges"),
    group_kind="control",
    group_letters="CG",
    groups_of="control_group_member",
    rests_on=("OWNS", "CONTROLS", "MEMBER_OF"),
    rests_on_kinds=("company",),
)
