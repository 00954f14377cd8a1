"""What ties the islanders other than money: kin, offices, referrals, guarantees, loans."""

import numpy as np

from service.demo.islands.plan import IslandPlan
from service.demo.people.population import Population
from service.demo.tables import Floats, Ints, Table, days, instants, money, numbered, table

_YEAR_2010, _YEAR_2025, _YEAR_2026 = 14_610, 20_089, 20_454
_YEAR_2023 = 19_358
_YEAR_2024 = 19_723 * 86_400
_DAY = 86_400


def island_kinships(plan: IslandPlan, islanders: Population) -> Table:
    """Each family, then brothers and sisters."""
    rows = [
        row
        for father, mother, *children in plan.families
        for row in [
            (father, mother, "spouse"),
            *((father, child, "parent") for child in children),
            *((mother, child, "parent") for child in children),
        ]
    ]
    rows += [(person, sibling, "sibling") for person, sibling in plan.siblings]
    return table(
        "kinships",
        a_id=islanders.ids[[a for a, _, _ in rows]].tolist(),
        b_id=islanders.ids[[b for _, b, _ in rows]].tolist(),
        relation=[relation for _, _, relation in rows],
    )


def island_positions(plan: IslandPlan, islanders: Population, rng: np.random.Generator) -> Table:
    """Each company has a legal representative, no two of them the same."""
    seats = [
        seat
        for island in plan.islands
        for seat in zip(island.officers, island.companies, strict=True)
    ]
    return table(
        "positions",
        person_id=islanders.ids[[person for person, _ in seats]].tolist(),
        company_id=islanders.ids[[company for _, company in seats]].tolist(),
        role=["legal_representative"] * len(seats),
        from_on=days(rng.integers(_YEAR_2010, _YEAR_2025, len(seats))),
        to_on=[""] * len(seats),
    )


def island_referrals(plan: IslandPlan, islanders: Population, rng: np.random.Generator) -> Table:
    """Around each ring, 5 to 40 days one after the other: the last refers the first."""
    referrers, referred, at = [], [], []
    for island in plan.islands:
        ring = island.ring
        waits = rng.integers(5 * _DAY, 40 * _DAY, len(ring))
        referrers += ring
        referred += [*ring[1:], ring[0]]
        at += (_YEAR_2024 + rng.integers(200 * _DAY) + np.cumsum(waits)).tolist()
    return table(
        "referrals",
        referrer_id=islanders.ids[referrers].tolist(),
        referred_id=islanders.ids[referred].tolist(),
        at=instants(np.array(at)),
        campaign=["老客带新客"] * len(at),
        channel=["app"] * len(at),
    )


def island_guarantees(
    plan: IslandPlan, islanders: Population, rng: np.random.Generator, start: int
) -> Table:
    """A tenth to a fifth of its worth for each borrower; for a hub more than all its worth."""
    edges = [
        edge
        for island in plan.islands
        for one in [island.guarantors]
        for edge in [
            *((one.hub, borrower) for borrower in one.borrowers),
            *((guarantor, one.focus) for guarantor in one.guarantors),
        ]
    ]
    guarantors, borrowers = np.array(edges, dtype=np.int64).T
    hubs = [island.guarantors.hub for island in plan.islands]
    # Four times three tenths and more: above all that the hub is worth.
    parts = rng.uniform(0.1, 0.2, len(edges)) + 0.2 * np.isin(guarantors, hubs)
    return table(
        "guarantees",
        guarantee_id=numbered("GU", start, start + len(edges), start),
        guarantor_id=islanders.ids[guarantors].tolist(),
        borrower_id=islanders.ids[borrowers].tolist(),
        amount=money(round_sums(islanders.net_assets[guarantors] * parts)),
        currency=["CNY"] * len(edges),
        from_on=days(rng.integers(_YEAR_2023, _YEAR_2023 + 700, len(edges))),
        to_on=[""] * len(edges),
    )


def lent(plan: IslandPlan, islanders: Population) -> Ints:
    """The loan of each island that comes back, in cents: three tenths of its borrower's worth."""
    borrowers = [island.loan.borrower for island in plan.islands]
    return round_sums(islanders.net_assets[borrowers] * 0.3)


def island_exposures(
    plan: IslandPlan, islanders: Population, rng: np.random.Generator, start: int
) -> Table:
    """Loans to the guaranteed, those that come back, and a mortgage for each insider's sibling."""
    guaranteed = [
        company
        for island in plan.islands
        for company in [*island.guarantors.borrowers, island.guarantors.focus]
    ]
    insiders = [island.insider.sibling for island in plan.islands]
    others = np.array([*guaranteed, *insiders])
    parts = rng.uniform(0.1, 0.3, len(others))
    amounts = round_sums(islanders.net_assets[others] * parts)
    at = np.concatenate([others, [island.loan.borrower for island in plan.islands]])
    return table(
        "exposures",
        exposure_id=numbered("E", start, start + len(at), start),
        customer_id=islanders.ids[at].tolist(),
        kind=np.where(at < islanders.persons, "mortgage", "loan").tolist(),
        amount=money(np.concatenate([amounts, lent(plan, islanders)])),
        currency=["CNY"] * len(at),
        due_on=days(rng.integers(_YEAR_2026, _YEAR_2026 + 1_800, len(at))),
        status=["normal"] * len(at),
    )


def round_sums(cents: Floats) -> Ints:
    """Amounts as contracts have them: whole ten thousands of yuan, one at least."""
    rounded: Ints = np.maximum(cents // 1_000_000, 1).astype(np.int64) * 1_000_000
    return rounded
