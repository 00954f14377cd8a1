"""How a control group and the group that the bank declared differ, the same on both pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from cypher.serve.groups import (
    ControlGroupsSharing,
    CounterpartRow,
    CounterpartsOfGroups,
    GapsOfGroup,
    GroupRow,
    SharingRow,
)
from cypher.vocabulary import GROUP_KINDS
from service.api.access.viewers import called
from service.api.http.answers import store
from service.api.http.group_names import names_of_groups
from service.api.http.lookups import derived
from service.tagging.declaration import Text

#: How many customers of a gap, control groups, and declared groups of each of these are listed.
LISTED = 500
GROUPS_LISTED = 50
DECLARED_LISTED = 10


def gap_of(group: GroupRow, run_id: int) -> dict[str, Any] | None:
    """How a control group, or a declared one, differs from its counterparts.

    As the run's tag `group_gap` has it: a control group is compared with the declared group that
    shares most members with it, and a declared member whom another control group bears out is no
    gap. Of a control group of which nothing is declared, the clients that should be. None where
    there is nothing to compare, for groups of other kinds, where the run did not derive the tag,
    and where nobody in the declared group is in scope. Cost: linear in the members and in what they
    are members of.
    """
    if group.kind not in ("control", "declared") or not run_id or not derived("group_gap", run_id):
        return None
    declared_id: str | None = group.group_id
    if group.kind == "control":
        found = store().rows(CounterpartsOfGroups([group.group_id], run_id))
        if found and not found[0].in_scope:
            return None
        declared_id = found[0].group_id if found else None
    if declared_id is None:
        return _undeclared(group, run_id)
    sharing = store().rows(ControlGroupsSharing(declared_id, run_id, limit=GROUPS_LISTED + 1))
    if not sharing:
        return None
    declared = _declared(sharing, run_id)
    compared = [row for row in sharing if declared[row.group_id][0].group_id == declared_id]
    shared = (compared or sharing)[0].shared
    return _told(declared_id, shared, sharing, declared, compared, run_id)


def _undeclared(group: GroupRow, run_id: int) -> dict[str, Any] | None:
    """What is told of a control group that shares nobody with a declared group."""
    alone = SharingRow(**vars(group), shared=0, in_scope=True)
    told = _told(None, 0, [alone], {}, [alone], run_id)
    return told if told["undeclared"] else None


def _declared(sharing: Sequence[SharingRow], run_id: int) -> defaultdict[str, list[CounterpartRow]]:
    """The declared groups that share members with control groups, by these, the best first."""
    found = defaultdict[str, list[CounterpartRow]](list)
    for row in store().rows(CounterpartsOfGroups([row.group_id for row in sharing], run_id)):
        found[row.derived_id].append(row)
    return found


def _told(
    declared_id: str | None,
    shared: int,
    sharing: Sequence[SharingRow],
    declared: dict[str, list[CounterpartRow]],
    compared: Sequence[SharingRow],
    run_id: int,
) -> dict[str, Any]:
    subject = declared_id or sharing[0].group_id
    group_ids = [row.group_id for row in compared]
    rows = store().rows(GapsOfGroup(subject, group_ids, run_id, limit=LISTED + 1))
    shown = [row for row in sharing if row.in_scope][:GROUPS_LISTED]
    names = names_of_groups([subject, *(row.group_id for row in shown)], run_id)
    listed: dict[str, list[str]] = {"undeclared": [], "underived": []}
    for gap in rows[:LISTED]:
        listed["underived" if gap.gap == "underived" else "undeclared"].append(gap.customer_id)
    return {
        "declared_group_id": declared_id,
        "name": names[subject] if declared_id else None,
        "shared": shared,
        **listed,
        "names": {gap.customer_id: called(gap) for gap in rows[:LISTED]},
        "control_groups": [
            {
                "group_id": row.group_id,
                "name": names.get(row.group_id, GROUP_KINDS.title(row.kind)),
                "head_id": row.head_id,
                "size": row.size,
                "shared": row.shared,
                "declared_groups": _listed(declared.get(row.group_id, [])),
            }
            for row in shown
        ],
        "truncated": len(rows) > LISTED or len(sharing) > GROUPS_LISTED,
    }


def _listed(rows: Iterable[CounterpartRow]) -> list[dict[str, Any]]:
    return [
        {
            "group_id": row.group_id,
            "name": Text(row.name, row.name),
            "shared": row.shared,
            "size": row.size,
        }
        for row in [one for one in rows if one.in_scope][:DECLARED_LISTED]
    ]
