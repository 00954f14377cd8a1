"""Lists of groups: by kind and id, or sorted by what they come to; narrowed by their members."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from cypher.serve.groups import (
    GroupRow,
    GroupsOfCustomer,
    GroupsOfCustomers,
    GroupsOfKind,
    GroupsWithMember,
)
from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.groups.lookups import with_heads
from service.api.groups.present import shown_groups
from service.api.groups.schemas import GroupsQuery
from service.api.http.answers import once_a_request, store
from service.api.http.cursors import cursor
from service.api.http.lookups import filters_of
from service.api.http.times import AskedRun, begun
from service.api.identities.numbers import known_id

#: How many groups are read at once where a list passes some over.
PAGE = 2_000
_FILTERS = ("relationship_manager", "branch", "region", "industry", "is_client")
#: Before all groups of a list that is sorted, whatever it is sorted by.
_FIRST = -1e308


def listed_groups(query: GroupsQuery) -> tuple[AskedRun, dict[str, Any]]:
    """The run that is asked, and a page of its groups.

    Cost: linear in the page; in the groups passed over where the list is narrowed, and in all of
    them where it is sorted.
    """
    if query.sort is None:
        run, (kind, group_id) = begun(query, ["", ""])
        after: list[Any] = [kind, group_id]
        groups = _narrowed(query, run, kind, group_id)
    else:
        run, after = begun(query, [_FIRST, "", ""])
        by_place = once_a_request(
            "sorted_groups",
            lambda: sorted(_narrowed(query, run, "", ""), key=lambda one: _place(one, query.sort)),
        )
        groups = iter(one for one in by_place if _place(one, query.sort) > after)
    items = list(islice(groups, query.limit + 1))
    shown = items[: query.limit]
    more = len(items) > query.limit
    last = _place(shown[-1], query.sort) if more else []
    return run, {"items": shown, "next": cursor([*last, run.run_id]) if more else None}


def _place(group: dict[str, Any], sort: str | None) -> list[Any]:
    """Where a group stands in a list; what is not known comes last."""
    ids = [group["kind"], group["group_id"]]
    if sort is None:
        return ids
    value = group[sort.removeprefix("-")]
    if value is None:
        return [-_FIRST, *ids]
    return [-float(value) if sort.startswith("-") else float(value), *ids]


def _narrowed(
    query: GroupsQuery, run: AskedRun, after_kind: str, after_id: str
) -> Iterator[dict[str, Any]]:
    """Groups as they are shown, after a kind and id, those that pass the request's filters."""
    filters = filters_of(query, *_FILTERS)
    limited = query.over_limit is None and not any(filters.values()) and query.sort is None
    size = query.limit + 1 if limited else PAGE
    customer = known_id(query.customer_id, run.run_id) if query.customer_id else None
    kinds = [query.kind] if query.kind else [*LISTED_GROUP_KINDS]
    own = GroupsOfCustomers([customer] if customer else [], kinds, run.run_id)
    undecided = {row.group_id for row in store().rows(own)} if customer else set()
    while True:
        asked: dict[str, Any] = {
            "kinds": kinds,
            "run_id": run.run_id,
            "after_kind": after_kind,
            "after_id": after_id,
            "limit": size,
        }
        rows: Sequence[GroupRow] = store().rows(
            GroupsOfCustomer(customer_id=customer, **asked) if customer else GroupsOfKind(**asked)
        )
        passed = rows
        if rows and any(filters.values()):
            ids = [row.group_id for row in rows]
            with_member = store().rows(
                GroupsWithMember(group_ids=ids, run_id=run.run_id, kind="", **filters)
            )
            among = {row.group_id for row in with_member}
            passed = [row for row in rows if row.group_id in among]
        for group in shown_groups(with_heads(passed, run.run_id), run) if passed else ():
            if query.over_limit is None or group["over_limit"] is query.over_limit:
                by_decision = group["group_id"] not in undecided if customer else None
                yield {**group, "by_decision": by_decision}
        if len(rows) < size:
            return
        after_kind, after_id = rows[-1].kind, rows[-1].group_id
