"""Corporate groups to be found: who holds what, and who therefore controls what.

In a pattern `P>A 75` is P holding 75 per cent of A. P and Q are a man and a woman, N is a company
that is no client, X a person outside the group, and the other letters are companies. A group's
shares vary by up to two points, which no pattern's majority depends on.
"""

from dataclasses import dataclass

import numpy as np

from service.demo.people.pools import Pools
from service.demo.people.scale import Scale


@dataclass(frozen=True)
class Pattern:
    """A way to control: holdings, votes that differ from the share, board majorities, members.

    The first member is the head. `P Q` together are spouses.
    """

    how: str
    members: str
    holdings: str
    votes: tuple[tuple[str, int], ...] = ()
    boards: tuple[tuple[str, str], ...] = ()


PATTERNS = (
    Pattern("pyramid", "PABCDE", "P>A 75, X>A 20, A>B 80, A>C 60, B>D 70, D>E 55"),
    Pattern("cross_holding", "PABC", "P>A 60, A>B 57, B>A 10, B>C 70"),
    Pattern("summed_votes", "PABC", "P>A 75, P>B 32, A>B 27, B>C 30, A>C 30, P>D 35"),
    Pattern("board_majority", "ABC", "A>B 35, X>B 20, B>C 65", boards=(("A", "B"),)),
    Pattern("spouses", "PQAB", "P>A 32, Q>A 25, A>B 70"),
    Pattern("non_client_head", "NABC", "N>A 90, N>B 60, A>C 70"),
    Pattern("unequal_votes", "PAB", "P>A 30, X>A 60, A>B 80", votes=(("P>A", 66), ("X>A", 30))),
)


@dataclass(frozen=True)
class Holding:
    """`owner` holds this per cent of the shares and of the votes of `owned` (positions)."""

    owner: int
    owned: int
    share: int
    votes: int


@dataclass(frozen=True)
class ControlGroup:
    """A head, everyone in its group (the head first), and the pattern that ties them."""

    head: int
    members: list[int]
    how: str


@dataclass(frozen=True)
class JointVenture:
    """A company held half and half by two strangers: exactly 50 per cent, so nobody controls it."""

    company: int
    owners: tuple[int, int]


@dataclass(frozen=True)
class ControlPlan:
    """All planted holdings and what is true of them, as positions."""

    groups: list[ControlGroup]
    joint_ventures: list[JointVenture]
    holdings: list[Holding]
    board_majorities: list[tuple[int, int]]
    spouses: list[tuple[int, int]]
    non_clients: list[int]

    def companies(self) -> list[int]:
        """Every company of the plan, and the heads: nobody else may own a share in them."""
        return [holding.owned for holding in self.holdings] + [g.head for g in self.groups]


def plant_control(pools: Pools, scale: Scale, rng: np.random.Generator) -> ControlPlan:
    """Plant the groups, each pattern in turn, and the joint ventures."""
    plan = ControlPlan([], [], [], [], [], [])
    for number in range(scale.control_groups):
        _plant_group(PATTERNS[number % len(PATTERNS)], plan, pools, rng)
    for _ in range(scale.joint_ventures):
        company = pools.companies.pop()
        owners = (pools.men.pop(), pools.women.pop())
        plan.joint_ventures.append(JointVenture(company, owners))
        plan.holdings.extend(Holding(owner, company, 50, 50) for owner in owners)
    return plan


def _plant_group(
    pattern: Pattern, plan: ControlPlan, pools: Pools, rng: np.random.Generator
) -> None:
    position: dict[str, int] = {}

    def cast(letter: str) -> int:
        if letter not in position:
            pool = {"P": pools.men, "X": pools.men, "Q": pools.women}.get(letter, pools.companies)
            position[letter] = pool.pop()
        return position[letter]

    votes = dict(pattern.votes)
    for holding in pattern.holdings.split(", "):
        tie, percent = holding.split(" ")
        owner, owned = tie.split(">")
        share = int(percent) + int(rng.integers(-2, 3))
        plan.holdings.append(Holding(cast(owner), cast(owned), share, votes.get(tie, share)))
    members = [cast(letter) for letter in pattern.members]
    plan.groups.append(ControlGroup(members[0], members, pattern.how))
    plan.board_majorities.extend((cast(upper), cast(lower)) for upper, lower in pattern.boards)
    if "PQ" in pattern.members:
        plan.spouses.append((cast("P"), cast("Q")))
    if "N" in pattern.members:
        plan.non_clients.append(cast("N"))
