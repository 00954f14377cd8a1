"""Ownerships, controls, positions and declared groups: the plan's rows and those around them."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.corporate_groups import ControlGroup, ControlPlan
from service.demo.people.names import brand_names
from service.demo.people.population import Population
from service.demo.tables import Ints, Table, days, numbered, shares, spans, table

_LARGEST_STAKE = 19
"""Per cent. A company has at most two such owners, 38 together: never a majority."""

_YEAR_2010 = 14_610
_YEAR_2025 = 20_089
_ROLES = (("legal_representative", 1.0), ("director", 0.3), ("executive", 0.3), ("supervisor", 0.1))


@dataclass(frozen=True)
class DeclaredGroup:
    """A group as the bank knows it; `missing` is the member it overlooked, if any."""

    group_id: str
    control: ControlGroup
    members: list[int]
    missing: int | None


def ownerships(population: Population, plan: ControlPlan, rng: np.random.Generator) -> Table:
    """The planted holdings and, in companies outside them, small stakes that decide nothing.

    The first owner is a person, a second one anybody of a lower position: stakes make no ring.
    """
    outside = ~population.mask(plan.companies())
    free = np.flatnonzero(outside[: population.company_stop])
    free = free[free >= population.persons]
    first_owned = free[rng.random(len(free)) < 0.6]
    first_owner = rng.integers(population.persons, size=len(first_owned))
    second_owner = rng.integers(first_owned)
    second = (rng.random(len(first_owned)) < 0.5) & (second_owner != first_owner)
    owners = np.concatenate([first_owner, second_owner[second]])
    owned = np.concatenate([first_owned, first_owned[second]])
    stakes = rng.integers(1, _LARGEST_STAKE + 1, len(owned))
    held = plan.holdings
    count = len(held) + len(owned)
    return table(
        "ownerships",
        owner_id=population.ids[_with([h.owner for h in held], owners)].tolist(),
        owned_id=population.ids[_with([h.owned for h in held], owned)].tolist(),
        share=shares(_with([h.share for h in held], stakes)),
        votes=shares(_with([h.votes for h in held], stakes)),
        from_on=_past_days(rng, count),
        to_on=[""] * count,
    )


def _with(planted: list[int], others: Ints) -> Ints:
    return np.concatenate([np.array(planted, dtype=np.int64), others])


def _past_days(rng: np.random.Generator, count: int) -> list[str]:
    return days(rng.integers(_YEAR_2010, _YEAR_2025, count))


def controls(population: Population, plan: ControlPlan, rng: np.random.Generator) -> Table:
    """The planted board majorities; there are no others."""
    pairs = plan.board_majorities
    return table(
        "controls",
        controller_id=population.ids[[upper for upper, _ in pairs]].tolist(),
        controlled_id=population.ids[[lower for _, lower in pairs]].tolist(),
        basis=["board_majority"] * len(pairs),
        from_on=_past_days(rng, len(pairs)),
        to_on=[""] * len(pairs),
    )


def positions(population: Population, plan: ControlPlan, rng: np.random.Generator) -> Table:
    """A legal representative for each company and some other officers, one per role at most.

    A person who heads a group represents its companies.
    """
    persons = population.persons
    representative = rng.integers(persons, size=population.companies)
    for group in plan.groups:
        if group.head < persons:
            companies = [member - persons for member in group.members if member >= persons]
            representative[companies] = group.head
    blocks = []
    for role, frequency in _ROLES:
        for span in spans(0, population.companies):
            seats = np.arange(span.start, span.stop)
            seats = seats[rng.random(len(seats)) < frequency]
            officers = rng.integers(persons, size=len(seats))
            if role == "legal_representative":
                officers = representative[seats]
            blocks.append(
                {
                    "person_id": population.ids[officers].tolist(),
                    "company_id": population.ids[seats + persons].tolist(),
                    "role": [role] * len(seats),
                    "from_on": _past_days(rng, len(seats)),
                    "to_on": [""] * len(seats),
                }
            )
    return Table("positions", iter(blocks))


def declare_groups(plan: ControlPlan) -> list[DeclaredGroup]:
    """What the bank declares: of each three control groups one with a gap, one whole, one not.

    A declared group has the group's clients; the gap is its last member, furthest from the head.
    """
    declared = []
    clients = [[m for m in g.members if m not in set(plan.non_clients)] for g in plan.groups]
    for number, (group, members) in enumerate(zip(plan.groups, clients, strict=True)):
        group_id = numbered("GRP", number, number + 1, len(plan.groups))[0]
        if number % 3 == 0:
            declared.append(DeclaredGroup(group_id, group, members[:-1], members[-1]))
        elif number % 3 == 1:
            declared.append(DeclaredGroup(group_id, group, members, None))
    return declared


def groups(declared: list[DeclaredGroup], brands: Ints) -> Table:
    """The declared groups, called by the brand (one per company, by position) of their first."""
    first = np.array([max(group.members) for group in declared])
    return table(
        "groups",
        group_id=[group.group_id for group in declared],
        name=[f"{brand}集团" for brand in brand_names(brands[first]).tolist()],
        kind=["control"] * len(declared),
        parent_id=[""] * len(declared),
    )


def group_members(population: Population, declared: list[DeclaredGroup]) -> Table:
    """Who is in each declared group, the head first where it is a client."""
    rows = [(group, member) for group in declared for member in group.members]
    return table(
        "group_members",
        group_id=[group.group_id for group, _ in rows],
        customer_id=population.ids[[member for _, member in rows]].tolist(),
        role=["head" if member == group.control.head else "member" for group, member in rows],
    )
