"""Who plays which part on the islands: positions among the islanders, persons first."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

RING_SIZES = (3, 4, 2)
"""How many refer one another around, island by island in turn."""

BORROWERS = 4
"""How many the guarantor of many guarantees; all but the last of them guarantee one more firm."""

PAYERS = 6
SHARED_BUYERS = 3

#: Twelve make a leader one of the best hundredth, but where that is two or three customers.
_FOLLOWERS, _FOLLOWERS_IN_A_SMALL_BANK = 12, 30
_SMALL_BANK = 1_000

_CUSTOMERS_AN_ISLAND = 5_000
_MOST = 50


@dataclass(frozen=True)
class Insider:
    """An employee of the bank, his wife and child, and his brother or sister."""

    employee: int
    wife: int
    child: int
    sibling: int


@dataclass(frozen=True)
class Guarantors:
    """A company that guarantees several `borrowers`, some of whom guarantee the `focus`."""

    hub: int
    borrowers: list[int]
    focus: int

    @property
    def guarantors(self) -> list[int]:
        """Who guarantees the focus."""
        return self.borrowers[:-1]


@dataclass(frozen=True)
class RoundTrip:
    """Whose loan it is, and through whose hands it comes back."""

    borrower: int
    through: list[int]


@dataclass(frozen=True)
class Fundraising:
    """Many pay the collector, it pays the principal, who pays them back by the distributor."""

    payers: list[int]
    collector: int
    principal: int
    distributor: int


@dataclass(frozen=True)
class Twins:
    """A leader of group buys with his kin and followers, and who buys and sells as he does.

    His wife and siblings follow him, as he follows them: that keeps his influence together.
    """

    leader: int
    wife: int
    siblings: list[int]
    followers: list[int]
    twin: int
    wholesalers: list[int]

    @property
    def shared_buyers(self) -> list[int]:
        """The followers who buy from the twin too."""
        return self.followers[:SHARED_BUYERS]


@dataclass(frozen=True)
class Supplies:
    """A core that pays its suppliers, and is paid by a buyer, for most of their year."""

    core: int
    suppliers: list[int]
    buyer: int


@dataclass(frozen=True)
class Island:
    """One structure of each kind."""

    insider: Insider
    ring: list[int]
    guarantors: Guarantors
    loan: RoundTrip
    fundraising: Fundraising
    twins: Twins
    supplies: Supplies

    @property
    def families(self) -> list[list[int]]:
        """Who lives together, the father first and the mother second."""
        insider, twins = self.insider, self.twins
        return [
            [insider.employee, insider.wife, insider.child],
            [twins.leader, twins.wife],
        ]

    @property
    def siblings(self) -> list[tuple[int, int]]:
        """Who is whose brother or sister, the employee and the leader first."""
        insider, twins = self.insider, self.twins
        return [
            (insider.employee, insider.sibling),
            *((twins.leader, sibling) for sibling in twins.siblings),
        ]

    @property
    def residents(self) -> list[int]:
        """Everyone on the island."""
        insider, twins = self.insider, self.twins
        return [
            *(insider.employee, insider.wife, insider.child, insider.sibling),
            *self.ring,
            *self.fundraising.payers,
            *(twins.leader, twins.wife, *twins.siblings, *twins.followers, twins.twin),
            *self.companies,
        ]

    @property
    def officers(self) -> list[int]:
        """Who represents its companies, one each."""
        people = [*self.twins.followers, *self.fundraising.payers]
        return people[: len(self.companies)]

    @property
    def companies(self) -> list[int]:
        """Its companies."""
        money, supplies = self.fundraising, self.supplies
        return [
            self.guarantors.hub,
            *self.guarantors.borrowers,
            self.guarantors.focus,
            self.loan.borrower,
            *self.loan.through,
            money.collector,
            money.principal,
            money.distributor,
            *self.twins.wholesalers,
            *(supplies.core, *supplies.suppliers, supplies.buyer),
        ]


@dataclass(frozen=True)
class IslandPlan:
    """All islands; positions 0 to `persons` - 1 are persons, the `companies` follow."""

    islands: list[Island]
    persons: int
    companies: int

    @property
    def size(self) -> int:
        """The number of islanders."""
        return self.persons + self.companies

    @property
    def families(self) -> list[list[int]]:
        """The families of all islands."""
        return [family for island in self.islands for family in island.families]

    @property
    def siblings(self) -> list[tuple[int, int]]:
        """The brothers and sisters of all islands."""
        return [pair for island in self.islands for pair in island.siblings]


def plan_islands(customers: int) -> IslandPlan:
    """One island for each five thousand customers, at least one and at most fifty."""
    count = min(_MOST, max(1, customers // _CUSTOMERS_AN_ISLAND))
    followers = _FOLLOWERS_IN_A_SMALL_BANK if customers < _SMALL_BANK else _FOLLOWERS
    # Companies come after the persons, of whom there are as many wherever companies begin.
    _, persons, _ = _dealt(count, followers, 0)
    islands, _, size = _dealt(count, followers, persons)
    return IslandPlan(islands, persons, size - persons)


def _dealt(count: int, followers: int, first_company: int) -> tuple[list[Island], int, int]:
    """The islands, the position after the last person's and that after the last company's."""
    people, firms = itertools.count(), itertools.count(first_company)
    islands = [_island(number, followers, people, firms) for number in range(count)]
    return islands, next(people), next(firms)


def _island(number: int, followers: int, people: Iterator[int], firms: Iterator[int]) -> Island:
    return Island(
        Insider(*islice(people, 4)),
        list(islice(people, RING_SIZES[number % len(RING_SIZES)])),
        Guarantors(next(firms), list(islice(firms, BORROWERS)), next(firms)),
        RoundTrip(next(firms), list(islice(firms, 2))),
        Fundraising(list(islice(people, PAYERS)), *islice(firms, 3)),
        Twins(
            leader=next(people),
            wife=next(people),
            siblings=list(islice(people, 2)),
            followers=list(islice(people, followers)),
            twin=next(people),
            wholesalers=list(islice(firms, 2)),
        ),
        Supplies(next(firms), list(islice(firms, 2)), next(firms)),
    )
