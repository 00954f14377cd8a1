"""The report of large exposures: connected groups and single clients, the largest first.

Each group as derived, and beside it as people decided about its members.

Source: 商业银行大额风险暴露管理办法 (2018), and the columns of the regulator's table: general
exposures on the balance sheet, potential ones beside it, and what eligible mitigation takes off.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import Any

from cypher.override import DecidedMembers
from cypher.serve.exposures import ExposureParts, PartsRow
from cypher.serve.groups import MembersOfKind
from cypher.vocabulary import Text
from service.api.exposures.sums import share_of
from service.api.http.answers import settings, store
from service.api.http.group_names import group_name
from service.api.http.holding_text import names_of
from service.api.http.times import AskedRun
from service.money import money, whole
from service.relations.exposures.counted import undrawn_factors

_KIND = "connected"
#: Exposures to these are exempt from the limit, as those to the central government are (art. 32).
EXEMPT = "government"


@dataclass(frozen=True)
class Parts:
    """What an exposure is made of, in ten-thousandths; commitments: part of what is not drawn."""

    general: int = 0
    acceptances: int = 0
    letters_of_credit: int = 0
    guarantees: int = 0
    commitments: int = 0
    mitigated: int = 0
    exempt: int = 0

    @property
    def potential(self) -> int:
        """What stands beside the balance sheet."""
        return self.acceptances + self.letters_of_credit + self.guarantees + self.commitments

    @property
    def exposure(self) -> int:
        """What counts for limits."""
        return self.general + self.potential - self.mitigated

    def __add__(self, other: "Parts") -> "Parts":
        """Both together, part by part."""
        return Parts(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def told(self) -> dict[str, str]:
        """The parts by the columns of the report.

        Nothing here is a structured product, in the trading book or with a counterparty in
        derivatives: those columns are there, and 0.
        """
        return {
            "exposure": money(self.exposure),
            "non_exempt": money(self.exposure - self.exempt),
            "general": money(self.general),
            "specific": money(0),
            "trading_book": money(0),
            "counterparty": money(0),
            "potential": money(self.potential),
            "acceptances": money(self.acceptances),
            "letters_of_credit": money(self.letters_of_credit),
            "guarantees": money(self.guarantees),
            "commitments": money(self.commitments),
            "mitigated": money(self.mitigated),
        }


@dataclass(frozen=True)
class Line:
    """A group or a single client of the report; `members` of a group with their roles.

    `decided` is the exposure as people decided; `overrides` are those in force, in or out, of
    customers whom that moves.
    """

    group_id: str | None
    head_id: str
    parts: Parts
    decided: int
    members: Sequence[tuple[str, str | None]] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)


def large_exposures(run: AskedRun) -> tuple[list[Line], Mapping[str, PartsRow]]:
    """All exposures that are large, the largest first; and the rows of customers by id.

    All that there are where the bank's tier-1 capital is not given. Linear in the exposures and
    memberships.
    """
    rows = store().rows(
        ExposureParts(
            run_id=run.run_id, factors=undrawn_factors(settings()), currency=settings().currency
        )
    )
    known = {row.customer_id: row for row in rows}
    groups: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for member in store().rows(MembersOfKind(kind=_KIND, run_id=run.run_id)):
        groups[member.group_id].append((member.customer_id, member.role))
    moved = _overrides([*groups], run)
    lines = [_of_group(one, members, known, moved[one]) for one, members in groups.items()]
    grouped = {one for line in lines for one, _ in line.members if line.overrides.get(one) != "in"}
    lines += [
        Line(None, row.customer_id, parts, decided=parts.exposure)
        for row in rows
        if row.customer_id not in grouped
        for parts in [parts_of(row)]
    ]
    floor = whole(settings().large_exposure * settings().tier1_capital)
    found = [line for line in lines if max(line.parts.exposure, line.decided) >= max(floor, 1)]
    found.sort(key=lambda line: (-line.parts.exposure, line.group_id or "", line.head_id))
    return found, known


def parts_of(row: PartsRow | None) -> Parts:
    """What the exposures to a customer are made of; nothing where there are none."""
    if row is None:
        return Parts()
    general, gross, counted = whole(row.general), whole(row.gross), whole(row.counted)
    drawn = Parts(
        general, whole(row.acceptances), whole(row.letters_of_credit), whole(row.guarantees)
    )
    return replace(
        drawn,
        commitments=gross - drawn.exposure,
        mitigated=gross - counted,
        exempt=counted if row.kind == EXEMPT else 0,
    )


def _overrides(group_ids: list[str], run: AskedRun) -> Mapping[str, dict[str, str]]:
    """What decisions in force change of groups' members: in or out, by group and customer."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = store().rows(DecidedMembers(group_ids=group_ids, run_id=run.run_id))
    latest = {(row.group_id, row.customer_id): row for row in rows}
    for row in latest.values():
        if (row.decision == "in") != row.is_member:
            found[row.group_id][row.customer_id] = row.decision
    return found


def _of_group(
    group_id: str,
    members: Sequence[tuple[str, str | None]],
    known: Mapping[str, PartsRow],
    overrides: Mapping[str, str],
) -> Line:
    """A group with its members who count: organisations, and persons where the settings say so."""

    def counts(customer_id: str) -> bool:
        persons = settings().person_members
        return customer_id not in known or persons or known[customer_id].kind != "person"

    counting = [(customer_id, role) for customer_id, role in members if counts(customer_id)]
    decided_in = [one for one, decision in overrides.items() if decision == "in" and counts(one)]
    parts = sum((parts_of(known.get(customer_id)) for customer_id, _ in counting), Parts())
    out = sum(parts_of(known.get(one)).exposure for one, _ in counting if one in overrides)
    joined = sum(parts_of(known.get(one)).exposure for one in decided_in)
    head = next((customer_id for customer_id, role in members if role == "head"), members[0][0])
    return Line(
        group_id,
        head,
        parts,
        decided=parts.exposure - out + joined,
        members=[*counting, *((one, None) for one in sorted(decided_in))],
        overrides=overrides,
    )


def shown_lines(
    lines: Sequence[Line], known: Mapping[str, PartsRow], first: int
) -> list[dict[str, Any]]:
    """Lines as rows: a group, then its members to whom there is any exposure; numbered from first.

    A member's row has its group's number and no share of its own: only groups and single clients
    are held against the limits.
    """
    names = names_of(
        [line.head_id for line in lines] + [one for line in lines for one, _ in line.members]
    )
    shown: list[dict[str, Any]] = []
    for number, line in enumerate(lines, first):
        name = names[line.head_id]
        said = group_name(_KIND, None, name) if line.group_id else Text(name, name)
        limit = settings().group_limit if line.group_id else settings().single_exposure_limit
        share = share_of(line.parts.exposure / 10_000, settings().tier1_capital)
        decided = share_of(line.decided / 10_000, settings().tier1_capital)
        shown.append(
            {
                "number": number,
                "row": "group" if line.group_id else "single",
                "group_id": line.group_id,
                "customer_id": None if line.group_id else line.head_id,
                "name": said,
                "role": None,
                "tier1_share": share,
                "over_limit": None if share is None else share > limit,
                "exposure_decided": money(line.decided),
                "tier1_share_decided": decided,
                "over_limit_decided": None if decided is None else decided > limit,
                "override": None,
                **line.parts.told(),
            }
        )
        shown += [
            {
                "number": number,
                "row": "member",
                "group_id": line.group_id,
                "customer_id": customer_id,
                "name": Text(names[customer_id], names[customer_id]),
                "role": role,
                "tier1_share": None,
                "over_limit": None,
                "exposure_decided": None,
                "tier1_share_decided": None,
                "over_limit_decided": None,
                "override": line.overrides.get(customer_id),
                **parts_of(known.get(customer_id)).told(),
            }
            for customer_id, role in line.members
            if parts_of(known.get(customer_id)).exposure
        ]
    return shown
