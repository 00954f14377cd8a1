"""Wealthy customers around a client: in the household, control group, firm, among payees."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import Positions
from cypher.view.accounts import MonthlyPayments
from cypher.vocabulary import KIN_RELATIONS, OFFICES
from service.graph.arrays import Flags
from service.graph.tables.joins import different
from service.graph.tables.segments import pair_key, runs, split_pair, sum_by
from service.relations.control import groups as control_members
from service.relations.edges.evidence import records
from service.relations.payments import payroll
from service.relations.payments.yearly_totals import yearly_totals
from service.relations.wealth import households
from service.relations.wealth.settings import WealthSettings
from service.tagging.declaration import Edge, Reading
from service.tagging.shared import once

#: What `social_circles` reads.
VIEWS = tuple(
    dict.fromkeys(
        (*control_members.VIEWS, *households.VIEWS, *payroll.VIEWS, MonthlyPayments, Positions)
    )
)

#: Offices that run a company; the legal representative carries out its business by law (公司法
#: art. 10).
EXECUTIVES = OFFICES.words(lambda office: office.runs_business)

#: So many edges of either side show that two are of one control group.
EDGES_A_SIDE = 3

#: So many customers of control groups keep their edges at hand.
REMEMBERED = 4096

#: What somebody is of a customer, and the edges that say so.
Tied = tuple[str, list[Edge]]


@dataclass(frozen=True)
class SocialCircles:
    """One relation: who is in which circle, and who of it stands high.

    `member`, `circle` int64[k] are those who look around, each pair once and sorted. The high ones
    of circle c are the positions `high[indptr[c]:indptr[c + 1]]`, the highest first, equal ones by
    id. `tied(me, circle, others)` says what some of these are of a member, and by which edges.
    """

    relation: str
    member: Ints
    circle: Ints
    indptr: Ints
    high: Ints
    tied: Callable[[int, int, list[int]], list[Tied]]


@dataclass(frozen=True)
class _Relation:
    """A relation as it is found: who is in which of `count` circles, and who may stand high."""

    name: str
    count: int
    member: tuple[Ints, Ints]
    candidate: tuple[Ints, Ints]
    tied: Callable[[int, int, list[int]], list[Tied]]


def social_circles(
    bank: Reading, settings: WealthSettings, low: Flags, percentile: Floats
) -> list[SocialCircles]:
    """The circles that those who are `low` (bool[n]) are in, with who stands high in them.

    High is a percentile (float64[n], NaN unknown) of 1 - `high_potential_top` or more. Members are
    kept beside the high ones of their circle: nobody is paired with everybody of a large group.
    Cost: that of the households, control groups, salaries and dealings, and sorts of those in them.
    """
    high = percentile >= round(1 - settings.high_potential_top, 12)
    found = (_households, _control_groups, _employers, _payees)
    return [_circles(len(bank), find(bank, settings), low, high, percentile) for find in found]


def _circles(
    n: int, found: _Relation, low: Flags, high: Flags, percentile: Floats
) -> SocialCircles:
    member, circle = found.member
    kept = low[member]
    pairs = np.unique(pair_key(member[kept], circle[kept], found.count))
    customer, place = found.candidate
    kept = high[customer]
    place, customer = split_pair(np.unique(pair_key(place[kept], customer[kept], n)), n)
    order = np.lexsort((customer, -percentile[customer], place))
    return SocialCircles(
        found.name,
        *split_pair(pairs, found.count),
        np.searchsorted(place, np.arange(found.count + 1)),
        customer[order],
        found.tied,
    )


def _households(bank: Reading, settings: WealthSettings) -> _Relation:
    """Persons of one household, directly tied or through others of it."""
    found = once(bank, households.households, settings)

    def tied(me: int, household: int, others: list[int]) -> list[Tied]:
        ways = found.ways(me, set(others))
        return [told(me, other, ways[other]) for other in others]

    def told(me: int, other: int, way: list[int]) -> Tied:
        edges = found.edges(way)
        if len(way) > 1:
            return "household", edges
        kind = households.TIES[found.ties.kind[way[0]]]
        if edges[0].type != "KIN_OF":
            return kind, edges
        relation = edges[0].properties["relation"]
        is_first = edges[0].from_id == bank.customer_ids[other]
        return relation if is_first else KIN_RELATIONS[relation].inverse, edges

    everybody = found.member, found.of
    return _Relation("household", len(found.size), everybody, everybody, tied)


def _control_groups(bank: Reading, settings: WealthSettings) -> _Relation:
    """Those who follow one ultimate controller, and the controller."""
    found = once(bank, control_members.control_members, settings)
    row = found.parties.row

    @lru_cache(maxsize=REMEMBERED)
    def placing(i: int) -> list[Edge]:
        return found.edges(i)[: settings.evidence_max_edges]

    def tied(me: int, group: int, others: list[int]) -> list[Tied]:
        return [told(found.row(group, me), found.row(group, other)) for other in others]

    def told(mine: int, theirs: int) -> Tied:
        edges = [*placing(mine), *placing(theirs)]
        both = {bank.customer_ids[found.parties.customer[view]] for view in (mine, theirs)}
        direct = [edge for edge in edges if {edge.from_id, edge.to_id} == both]
        shown = direct or [*placing(mine)[:EDGES_A_SIDE], *placing(theirs)[:EDGES_A_SIDE]]
        if row[mine] < 0 and row[theirs] < 0:
            return "in_concert", shown
        if row[mine] < 0:
            return "controlled", shown
        return "ultimate_controller" if row[theirs] < 0 else "same_group", shown

    everybody = found.parties.customer, found.parties.group
    return _Relation("control_group", len(found.parties.head), everybody, everybody, tied)


def _employers(bank: Reading, settings: WealthSettings) -> _Relation:
    """The executives of who pays one a salary, or in which one holds an office.

    Somebody who is one in more than `hub_customers` companies (an agent who registers them) runs
    none of them.
    """
    n, paid, offices = len(bank), once(bank, payroll.salaries, settings), bank[Positions]
    held = records(bank, "HOLDS_POSITION")
    role = np.full(len(offices.role), len(EXECUTIVES))
    for place, name in enumerate(EXECUTIVES):
        role[offices.role == name] = place
    pair = pair_key(offices.company_no, offices.person_no, n)
    order = np.lexsort((offices.load_no, offices.role.astype(str), role, pair))
    runs = np.flatnonzero(role < len(EXECUTIVES))
    companies = different(n, offices.person_no[runs], offices.company_no[runs])
    runs = runs[companies[offices.person_no[runs]] <= settings.hub_customers]
    pair = pair[order]
    salaried = pair_key(paid.employer, paid.employee, n)

    def in_office(company: int, person: int) -> Edge:
        return held.edge(int(order[np.searchsorted(pair, company * n + person)]))

    def working(company: int, person: int) -> Edge:
        first = int(np.searchsorted(salaried, company * n + person))
        if first < len(salaried) and salaried[first] == company * n + person:
            return paid.last_edge(first)
        return in_office(company, person)

    def tied(me: int, company: int, others: list[int]) -> list[Tied]:
        mine = working(company, me)
        theirs = [in_office(company, other) for other in others]
        return [(edge.properties["role"], [mine, edge]) for edge in theirs]

    return _Relation(
        "employer_executive",
        n,
        (
            np.concatenate((paid.employee, offices.person_no)),
            np.concatenate((paid.employer, offices.company_no)),
        ),
        (offices.person_no[runs], offices.company_no[runs]),
        tied,
    )


def _payees(bank: Reading, settings: WealthSettings) -> _Relation:
    """Persons whom one paid often in the twelve months to the run's day.

    Often is `high_potential_payments` times or more, whatever the currency. Somebody whom more than
    `hub_customers` customers pay takes money for a living, and is close to nobody by it.
    """
    n, paid = len(bank), yearly_totals(bank)
    pair = pair_key(paid.payer, paid.payee, n)
    indptr = runs(pair)
    payments = sum_by(indptr, paid.payments)
    payer, payee = split_pair(pair[indptr[:-1]], n)
    payers = np.bincount(payee, minlength=n)[payee]
    close = bank.is_person[payee] & (payments >= settings.high_potential_payments)
    close &= payers <= settings.hub_customers

    def tied(me: int, payer: int, others: list[int]) -> list[Tied]:
        return [("payee", told(me * n + other)) for other in others]

    def told(key: int) -> list[Edge]:
        rows = range(*np.searchsorted(pair, (key, key + 1)).tolist())
        return [paid.edge(bank, row) for row in rows]

    payer, payee = payer[close], payee[close]
    return _Relation("payee", n, (payer, payer), (payee, payer), tied)
