"""Reasons to decide are what a search by hand through all holdings, records and offices finds."""

from collections import defaultdict
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from cypher.view import (
    ControlColumns,
    Controls,
    KinshipColumns,
    Kinships,
    OwnershipColumns,
    Ownerships,
    PositionColumns,
    Positions,
)
from service.relations.control.decision_evidence import DecisionEvidence
from service.relations.control.decision_makers import OWNERSHIP, REASONS, decision_reasons
from service.settings import Settings
from service.tagging.declaration import Reading

ROLES = ("legal_representative", "executive", "director", "supervisor", "other")


class Few(SimpleNamespace):
    """A bank of n customers in which only what makes somebody decide is known."""

    def __len__(self) -> int:
        return len(self.customer_ids)

    def __getitem__(self, view: type) -> object:
        return self.views[view]


def few(seed: int) -> Reading:
    random = np.random.default_rng(seed)
    n = int(random.integers(3, 10))

    def pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
        a, b = random.integers(0, n, (2, count))
        return a, b

    def texts(count: int, *of: str) -> np.ndarray:
        return random.choice(np.array(of, object), count)

    held = 2 * n
    recorded, kin, offices = (int(random.integers(0, end)) for end in (3, 9, 12))
    share = random.choice([0.04, 0.2, 0.35, 0.51], held)
    loads = {count: np.ones(count, np.int64) for count in (held, recorded, kin, offices)}
    bank = Few(
        customer_ids=np.array([f"C{i}" for i in range(n)], object),
        is_person=random.random(n) < 0.5,
        made={},
        views={
            Ownerships: OwnershipColumns(*pairs(held), share, share, loads[held]),
            Controls: ControlColumns(
                *pairs(recorded), texts(recorded, "other", "agreement"), loads[recorded]
            ),
            Kinships: KinshipColumns(
                *pairs(kin), texts(kin, "spouse", "sibling", "other"), loads[kin]
            ),
            Positions: PositionColumns(*pairs(offices), texts(offices, *ROLES), loads[offices]),
        },
    )
    return cast(Reading, bank)


def controlled(bank: Reading, x: int, allies: set[int]) -> set[int]:
    """All that x controls with its allies: votes added up again until nothing changes."""
    held, records = bank[Ownerships], bank[Controls]
    found: set[int] = set()
    while True:
        side, votes, starts = {x, *found}, defaultdict[int, float](float), set()
        for a, b, share in zip(held.owner_no, held.owned_no, held.votes, strict=True):
            if a != b and a in side | allies:
                votes[b] += share
            if a != b and a in side:
                starts.add(b)
        new = {b for b in starts if votes[b] > 0.5 + 1e-9}
        new |= {
            b
            for a, b in zip(records.controller_no, records.controlled_no, strict=True)
            if a in side
        }
        new = {b for b in new if not bank.is_person[b] and b != x}
        if new <= found:
            return found
        found |= new


def allies_of(bank: Reading, x: int) -> set[int]:
    kin, records = bank[Kinships], bank[Controls]
    pairs = [
        *zip(kin.a_no[kin.relation != "other"], kin.b_no[kin.relation != "other"], strict=True),
        *zip(
            records.controller_no[records.basis == "agreement"],
            records.controlled_no[records.basis == "agreement"],
            strict=True,
        ),
    ]
    return ({b for a, b in pairs if a == x} | {a for a, b in pairs if b == x}) - {x}


def by_hand(bank: Reading, most: int) -> set[tuple[int, int, str]]:
    """Every person, company and reason but ownership."""
    persons = np.flatnonzero(bank.is_person).tolist()
    alone = {(x, y) for x in persons for y in controlled(bank, x, set())}
    pooled = {(x, y) for x in persons for y in controlled(bank, x, allies_of(bank, x))}
    found = {(x, y, "control") for x, y in alone}
    decided = {y for _, y in alone}
    found |= {(x, y, "in_concert" if y in decided else "joint_control") for x, y in pooled - alone}
    view = bank[Positions]
    offices = {
        (int(a), int(b), role)
        for a, b, role in zip(view.person_no, view.company_no, view.role, strict=True)
        # Neither of these decides anything.
        if role not in ("other", "supervisor") and bank.is_person[a] and not bank.is_person[b]
    }
    shares = decision_reasons(bank, Settings()).shares.found
    powers = pooled | {*zip(shares.owner.tolist(), shares.owned.tolist(), strict=True)}
    firms = defaultdict(set)
    for a, b, _ in offices:
        firms[a].add(b)
    return found | {each for each in offices if len(firms[each[0]]) <= most or each[:2] in powers}


@pytest.mark.parametrize("seed", range(150))
def test_reasons_are_what_a_search_by_hand_finds(seed: int) -> None:
    bank, settings = few(seed), Settings(hub_customers=2)
    found = decision_reasons(bank, settings)
    columns = (found.person.tolist(), found.company.tolist(), found.reason.tolist())
    rows = [*zip(*columns, strict=True)]
    assert rows == sorted(set(rows))
    told = {(x, y, REASONS[each].reason_id) for x, y, each in rows}
    owned = {each for each in told if each[2] == "ownership"}
    assert told - owned == by_hand(bank, 2)
    for row, (x, y, reason) in enumerate(rows):
        whole = REASONS[reason].weight
        if reason == OWNERSHIP:
            at = int(found.row[row])
            assert (found.shares.found.owner[at], found.shares.found.owned[at]) == (x, y)
            whole *= min(float(found.shares.found.integrated[at]), 1.0)
        assert found.weight[row] == pytest.approx(whole)


@pytest.mark.parametrize("seed", range(60))
def test_evidence_of_control_holds_votes_enough_or_a_record(seed: int) -> None:
    """What the edges of the company itself add up to is the votes that are told."""
    bank, settings = few(seed), Settings(hub_customers=2)
    found = decision_reasons(bank, settings)
    evidence = DecisionEvidence(bank, found, settings)
    for row in np.flatnonzero(found.reason < OWNERSHIP).tolist():
        (factor,), edges, complete = evidence.of([row], 500)
        company = bank.customer_ids[found.company[row]]
        into = [edge for edge in edges if edge.to_id == company]
        votes = sum(edge.properties.get("votes", 0.0) for edge in into)
        assert complete
        if factor["votes"] is None:
            assert any(edge.type == "CONTROLS" for edge in into)
        else:
            assert votes == pytest.approx(factor["votes"])
            assert votes > 0.5
        persons = {edge.from_id for edge in edges} - {company}
        assert bank.customer_ids[found.person[row]] in persons
