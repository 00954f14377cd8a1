"""集团缺口: where a derived control group and the bank's own declared group do not agree."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cypher.engine.arrays import Floats, Ints
from cypher.view import Controls, DeclaredMembers, Kinships, Ownerships
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import first_by, pair_key, split_pair
from service.relations.control.groups import control_members
from service.relations.edges.evidence import records
from service.settings import Settings
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.shared import once

GRADES = (
    Grade(
        "undeclared",
        Text("疑似漏认", "undeclared"),
        None,
        Text(
            "商业银行集团客户授信业务风险管理指引第三条：受同一方直接或间接控制的客户应纳入集团管理，"
            "漏认会低估集团授信总额",
            "article 3 of China's guidelines on group customers: whoever is under one control, "
            "directly or not, belongs to the group; its exposure is understated without",
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
UNDECLARED, UNDERIVED = range(2)

Flags = NDArray[np.bool_]

#: How many members of both groups are shown beside one that is missing.
MEMBERS_SHOWN = 3


class _Members(NamedTuple):
    """Who is in which group, by group and customer; `row` is where each stood before."""

    customer: Ints
    group: Ints
    row: Ints

    def of(self, group: int) -> slice:
        """The rows of a group."""
        return slice(*np.searchsorted(self.group, (group, group + 1)))


class _Matches(NamedTuple):
    """Derived groups with their declared counterparts, one row a pair, the best match first.

    `jaccard` is the share of the members in both among the members of either.
    """

    derived: Ints
    declared: Ints
    shared: Ints
    jaccard: Floats


class _Gaps(NamedTuple):
    """Who is missing on which side of a match, `entry` being the row of a declared member."""

    customer: Ints
    match: Ints
    grade: Ints
    entry: Ints


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find clients that a declared group lacks, and declared members whom no derived group has.

    A derived control group is compared with the declared group with which it shares most members,
    then by Jaccard, then by id; without one there is nothing to compare. The score is the Jaccard
    index of the two groups: how surely they are meant to be the same. Costs what the control groups
    cost, and sorts of their members and of the declared ones.
    """
    found = once(bank, control_members, settings)
    links, groups, parties = found.links, found.groups, found.parties
    entries = bank[DeclaredMembers]
    group_ids, group_of = np.unique(entries.group_id.astype(str), return_inverse=True)
    derived = _sorted(parties.customer, parties.group)
    declared = _sorted(entries.customer_no, group_of)
    matches = _matches(derived, declared)
    gaps = _gaps(derived, declared, matches, bank.is_client)

    derived_size, declared_size = np.bincount(derived.group), np.bincount(declared.group)
    compared = np.bincount(matches.declared, minlength=len(group_ids))
    name_of = dict(zip(entries.group_id.tolist(), entries.group_name.tolist(), strict=True))
    most = settings.evidence_max_edges

    entered = records(bank, "MEMBER_OF", says=("role",), blanks=False).edge

    @cache
    def around(match: int) -> tuple[set[int], set[int], list[Edge]]:
        """A derived group's members, those in concert with its heads, and some who are in both."""
        members = derived.customer[derived.of(int(matches.derived[match]))]
        heads = members[groups.party[members] >= 0].tolist()
        allies = set().union(*(links.allies(head) for head in heads))
        there = declared.of(int(matches.declared[match]))
        both = declared.row[there][np.isin(declared.customer[there], members)][:MEMBERS_SHOWN]
        return set(members.tolist()), allies, [entered(row) for row in both.tolist()]

    def detail(i: int) -> Detail:
        me, match = int(gaps.customer[i]), int(gaps.match[i])
        party, there = int(matches.derived[match]), int(matches.declared[match])
        group_id = str(group_ids[there])
        if gaps.grade[i] == UNDERIVED:
            ties, edges = [], [entered(int(gaps.entry[i]))]
        else:
            members, allies, both = around(match)
            is_head = groups.party[me] >= 0
            ties = links.held_by(me, members) if is_head else links.held_in(me, members | allies)
            edges = [*ties[:most], *both]
        return Detail(
            value={
                "declared_group_id": group_id,
                "head_id": bank.customer_ids[parties.head[party]],
                "gap": GRADES[gaps.grade[i]].grade_id,
            },
            edges=edges,
            facts={
                "group_name": name_of[group_id],
                "declared_members": int(declared_size[there]),
                "derived_members": int(derived_size[party]),
                "shared_members": int(matches.shared[match]),
                "derived_groups_compared": int(compared[there]),
                "edges_hidden": max(0, len(ties) - most),
            },
            subject=group_id,
        )

    notes = {
        "derived_groups_compared": len(matches.derived),
        "declared_groups_compared": int((compared > 0).sum()),
    }
    score = matches.jaccard[gaps.match].round(10)
    return Holdings(gaps.customer, score, gaps.grade, detail, notes=notes)


def _sorted(customer: Ints, group: Ints) -> _Members:
    order = np.lexsort((customer, group))
    return _Members(customer[order], group[order], order)


def _matches(derived: _Members, declared: _Members) -> _Matches:
    """Each derived group's counterpart, where it shares a member with a declared group at all."""
    left, right = matching_rows(derived.customer, declared.customer)
    d = int(declared.group.max(initial=0)) + 1
    pairs, shared = np.unique(
        pair_key(derived.group[left], declared.group[right], d), return_counts=True
    )
    party, there = split_pair(pairs, d)
    either = np.bincount(derived.group)[party] + np.bincount(declared.group)[there] - shared
    jaccard = shared / either
    kept = first_by(party, by=(-shared, -jaccard, there))
    kept = kept[np.lexsort((party[kept], -jaccard[kept], -shared[kept]))]
    return _Matches(party[kept], there[kept], shared[kept], jaccard[kept])


def _gaps(derived: _Members, declared: _Members, matches: _Matches, is_client: Flags) -> _Gaps:
    """Who is on one side of a match only: clients of the derived, anybody of the declared group.

    Each customer comes once for a declared group, with the best match where there are several.
    """
    match_of = np.full(int(derived.group.max(initial=0)) + 1, -1)
    match_of[matches.derived] = np.arange(len(matches.derived))
    best_of = np.full(int(declared.group.max(initial=0)) + 1, -1)
    best = first_by(matches.declared)
    best_of[matches.declared[best]] = best

    # The members of matched groups by match, and each with the declared group as one number.
    match = match_of[derived.group]
    rows = np.flatnonzero(match >= 0)
    rows = rows[np.argsort(match[rows], kind="stable")]
    d = len(best_of)
    expected = pair_key(derived.customer[rows], matches.declared[match[rows]], d)
    actual = pair_key(declared.customer, declared.group, d)
    first = first_by(expected)
    undeclared = rows[first[~np.isin(expected[first], actual)]]
    undeclared = undeclared[is_client[derived.customer[undeclared]]]
    underived = np.flatnonzero((best_of[declared.group] >= 0) & ~np.isin(actual, expected))
    return _Gaps(
        np.concatenate((derived.customer[undeclared], declared.customer[underived])),
        np.concatenate((match[undeclared], best_of[declared.group[underived]])),
        np.repeat((UNDECLARED, UNDERIVED), (len(undeclared), len(underived))),
        np.concatenate((np.full(len(undeclared), -1), declared.row[underived])),
    )


def tell(told: Told) -> Text:
    """Which two groups, how far they agree, and on which side the customer is missing."""
    facts, name = told.facts, told.facts["group_name"]
    head, is_head = told.name(told.value["head_id"]), told.value["head_id"] == told.customer_id
    derived, declared = facts["derived_members"], facts["declared_members"]
    shared = facts["shared_members"]
    if told.value["gap"] == "undeclared":
        belongs = (
            Text(f"是{derived}户控制集团的实际控制人", f"Ultimately controls a group of {derived}")
            if is_head
            else Text(
                f"属于以{head}为实际控制人的{derived}户控制集团",
                f"Belongs to the group of {derived} that {head} ultimately controls",
            )
        )
        return Text(
            f"{belongs.zh}，其中{shared}户已认定为“{name}”成员（共{declared}户），该客户未列入，疑似漏认",
            f"{belongs.en}; {shared} of them {'is' if shared == 1 else 'are'} in the declared "
            f"group {name} ({declared} in all), "
            "which lacks this one",
        )
    count = facts["derived_groups_compared"]
    several = count > 1
    return Text(
        f"已认定为“{name}”成员（共{declared}户），但不在与之对应的"
        + (f"{count}个控制集团内，其中最接近的" if several else "控制集团内，该集团")
        + f"以{head}为实际控制人，{derived}户中{shared}户与认定名单一致；认定依据待核实",
        f"In the declared group {name} ({declared} in all), but in none of the {count} control "
        f"groups that correspond to it; the closest, ultimately controlled by {head}, shares "
        f"{shared} of its {derived}"
        if several
        else f"In the declared group {name} ({declared} in all), but not in the control group that "
        f"corresponds to it: ultimately controlled by {head}, it shares {shared} of its {derived}",
    )


TAG = Tag(
    tag_id="group_gap",
    version="1.0.0",
    title=Text("集团缺口", "Group gap"),
    meaning=Text(
        "推导出的控制集团与本行认定的集团不一致之处：受同一方控制而认定名单未列入的客户，"
        "以及认定名单上有、控制集团中没有的成员。两者共有成员最多的互为对应；没有对应的不比较。",
        "Where the control group that the data make and the group that the bank declared differ: a "
        "client under the same control that the declared group lacks, or a declared member that "
        "control does not bear out. A control group is compared with the declared group with which "
        "it shares most members, if any.",
    ),
    audience=Text("客户经理", "relationship managers"),
    purposes=("service", "credit_risk"),
    source="商业银行集团客户授信业务风险管理指引 (2010) art. 3; control as in "
    "control_group_member; which groups correspond: convention",
    views=(Controls, DeclaredMembers, Kinships, Ownerships),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.head_id",),
    rests_on=("OWNS", "CONTROLS", "MEMBER_OF"),
    rests_on_kinds=("company",),
)
