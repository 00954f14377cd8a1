"""How groups and their members are told: exposures against the limits, reasons in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from cypher.override import DecidedMembers, OverrideRow, Overrides
from cypher.serve.groups import (
    ExposureOfCustomers,
    ExposureOfGroups,
    ExposureSums,
    GroupRow,
    MemberRow,
    MembersOfGroup,
)
from cypher.serve.holdings import HoldingRow
from service.api.access.viewers import called
from service.api.exposures.sums import (
    asked_exposure,
    brief_exposure,
    in_own_currency,
    times,
    told_exposure,
)
from service.api.http.answers import settings, store
from service.api.http.group_names import group_name, names_of_groups
from service.api.http.holding_text import names_of, sentences_of
from service.api.http.times import AskedRun
from service.tags import catalogue

#: How many overrides are listed with a group.
LISTED = 500
#: The kind of groups that are made of persons: theirs is what counts of them.
HOUSEHOLD = "household"


def shown_groups(rows: Sequence[GroupRow], run: AskedRun) -> list[dict[str, Any]]:
    """Groups as they are listed: with their names, exposure, and what it is of tier-1 capital.

    As derived, and beside it as people decided.
    """
    heads = names_of(row.head_id for row in rows if row.head_id)
    kinds = {row.group_id: row.kind for row in rows}
    counting: dict[str, list[ExposureSums]] = defaultdict(list)
    persons: dict[str, list[ExposureSums]] = defaultdict(list)
    for row in store().rows(ExposureOfGroups(group_ids=[*kinds], **asked_exposure(run))):
        if row.is_person:
            persons[row.group_id].append(row)
        if not row.is_person or _persons_count(kinds[row.group_id]):
            counting[row.group_id].append(row)
    decided = _decided(kinds, run)
    return [
        {
            **vars(row),
            "name": group_name(row.kind, row.name, heads.get(row.head_id or "")),
            "head_name": heads.get(row.head_id or ""),
            **told_exposure(counting[row.group_id], settings().group_limit),
            "exposure_of_persons": in_own_currency(persons[row.group_id]),
            "size_decided": row.size + decided[row.group_id].members,
            **_told_decided([*counting[row.group_id], *decided[row.group_id].sums]),
        }
        for row in rows
    ]


def _told_decided(sums: Sequence[ExposureSums]) -> dict[str, Any]:
    """What a group comes to as people decided, against the same limits."""
    told = told_exposure(sums, settings().group_limit)
    names = ("exposure", "tier1_share", "large", "over_limit")
    return {f"{name}_decided": told[name] for name in names}


def groups_with_members(
    rows: Sequence[GroupRow], run: AskedRun, limit: int
) -> list[dict[str, Any]]:
    """Groups as they are listed, each with its first members by id, and how many more there are.

    Of a member who it is, its role and its exposure; not why. Cost: a query a group, and a few.
    """
    members = {
        row.group_id: store().rows(
            MembersOfGroup(group_id=row.group_id, run_id=run.run_id, after_id="", limit=limit)
        )
        for row in rows
    }
    every = sorted({member.customer_id for some in members.values() for member in some})
    sums = _sums_of(every, run)
    return [
        {
            **group,
            "members": [
                {**_who(member, sums), "role": member.role if member.in_scope else None}
                for member in members[group["group_id"]]
            ],
            "members_hidden": group["size"] - len(members[group["group_id"]]),
        }
        for group in (shown_groups(rows, run) if rows else ())
    ]


@dataclass
class _Decided:
    """By how many members, and by which exposures, a group is another as decided."""

    members: int = 0
    sums: list[ExposureSums] = field(default_factory=list)


def _decided(kinds: Mapping[str, str], run: AskedRun) -> Mapping[str, _Decided]:
    """What decisions in force change of groups; `kinds` are theirs. Linear in the decisions."""
    rows = store().rows(DecidedMembers(group_ids=[*kinds], run_id=run.run_id))
    latest = {(row.group_id, row.customer_id): row for row in rows}
    changes = [row for row in latest.values() if (row.decision == "in") != row.is_member]
    sums = _sums_of(sorted({row.customer_id for row in changes}), run)
    found: dict[str, _Decided] = defaultdict(_Decided)
    for row in changes:
        sign = -1 if row.is_member else 1
        found[row.group_id].members += sign
        if row.kind != "person" or _persons_count(kinds[row.group_id]):
            found[row.group_id].sums += [times(total, sign) for total in sums[row.customer_id]]
    return found


def _sums_of(customer_ids: list[str], run: AskedRun) -> Mapping[str, list[ExposureSums]]:
    """What the exposures to customers add up to, by customer; nothing is asked of nobody."""
    sums: dict[str, list[ExposureSums]] = defaultdict(list)
    if customer_ids:
        for total in store().rows(ExposureOfCustomers(customer_ids, **asked_exposure(run))):
            sums[total.customer_id].append(total)
    return sums


def _persons_count(kind: str) -> bool:
    """Whether persons count in the exposure of a group: of the kind, or by the settings."""
    return kind == HOUSEHOLD or settings().person_members


def shown_members(
    group_id: str, rows: Sequence[MemberRow], overrides: Sequence[OverrideRow], run: AskedRun
) -> list[dict[str, Any]]:
    """Members as they are listed: each with its exposure, its reasons, and what was decided."""
    sums = _sums_of([row.customer_id for row in rows], run)
    held = [
        (row.customer_id, holding) for row in rows if row.in_scope and (holding := holding_of(row))
    ]
    words = {
        customer_id: sentence
        for (customer_id, _), sentence in zip(held, sentences_of(held), strict=True)
    }
    decided = {told["customer_id"]: told for told in shown_overrides(overrides, run.run_id)}
    return [
        {
            **_who(row, sums),
            "role": row.role if row.in_scope else None,
            "sentence": words.get(row.customer_id),
            "reasons": reasons(group_id, row) if row.in_scope else [],
            "override": decided.get(row.customer_id),
        }
        for row in rows
    ]


def _who(row: MemberRow, sums: Mapping[str, Sequence[ExposureSums]]) -> dict[str, Any]:
    """Who a member is, and its exposure; of one outside the scope nothing but who it is."""
    exposure = brief_exposure(sums.get(row.customer_id, ()))
    return {
        "customer_id": row.customer_id,
        "name": called(row),
        "kind": row.kind,
        "is_client": row.is_client if row.in_scope else None,
        **(exposure if row.in_scope else dict.fromkeys(exposure)),
    }


def holding_of(row: MemberRow) -> HoldingRow | None:
    """The holding that makes somebody a member; None where the bank declared it."""
    if row.tag_id is None or row.tag_id not in catalogue():
        return None
    names = HoldingRow.__dataclass_fields__
    return HoldingRow(**{name: getattr(row, name) for name in names})


def reasons(group_id: str, row: MemberRow) -> list[dict[str, Any]]:
    """Why somebody is a member: edges, then facts; or the record that declares it."""
    if row.evidence is None:
        declared = {"type": "MEMBER_OF", "from": row.customer_id, "to": group_id}
        another = {} if row.number == row.customer_id else {"from_number": row.number}
        return [{**declared, "source": f"L{row.load_no}", "role": row.role, **another}]
    evidence = orjson.loads(row.evidence)
    return [*evidence["edges"], {"facts": evidence["facts"]}]


def shown_overrides(rows: Sequence[OverrideRow], run_id: int) -> list[dict[str, Any]]:
    """Overrides as they are told, each with what its group is called, null where that is gone."""
    names = names_of_groups((row.group_id for row in rows), run_id)
    return [{**vars(row), "group_name": names.get(row.group_id)} for row in rows]


def overrides_in_force(group_id: str, run_id: int) -> list[OverrideRow]:
    """What people decided about a group and is in force, at most LISTED."""
    asked = Overrides(group_id=group_id, states=["in_force"], run_id=run_id, after=0, limit=LISTED)
    return store().rows(asked)
