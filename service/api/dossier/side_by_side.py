"""The groups of a customer: what the bank declared beside what a run derived, and the gaps."""

from typing import Any

from cypher.serve.groups import GroupsOfCustomer
from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.groups.gap import gap_of
from service.api.groups.lookups import with_heads
from service.api.groups.present import groups_with_members
from service.api.http.answers import store
from service.api.http.times import AskedRun

#: How many groups of either sort are told, and how many members of each.
GROUPS = 20
MEMBERS = 50
#: So many groups are counted at most.
COUNTED = 1_000

_DECLARED = "declared"
_SORTS = {
    _DECLARED: [_DECLARED],
    "derived": [kind for kind in LISTED_GROUP_KINDS if kind != _DECLARED],
}


def groups_side_by_side(customer_id: str, run: AskedRun) -> dict[str, Any]:
    """Declared and derived groups by kind and id, with members; and each gap between them once.

    A gap is told as the pages of both groups tell it. Cost: a few queries a group.
    """
    told: dict[str, Any] = {}
    gaps: list[dict[str, Any]] = []
    hidden = 0
    for sort, kinds in _SORTS.items():
        rows = store().rows(
            GroupsOfCustomer(
                customer_id=customer_id,
                kinds=kinds,
                run_id=run.run_id,
                after_kind="",
                after_id="",
                limit=COUNTED,
            )
        )
        hidden += max(0, len(rows) - GROUPS)
        rows = with_heads(rows[:GROUPS], run.run_id)
        told[sort] = groups_with_members(rows, run, MEMBERS)
        for row in rows:
            gap = gap_of(row, run.run_id)
            if gap and gap not in gaps:
                gaps.append(gap)
    return {**told, "gaps": gaps, "hidden": hidden}
