"""Colleagues: persons who are paid a salary by, or hold an office in, one organisation."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import Positions
from cypher.view.accounts import Payments
from service.graph.arrays import Flags
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import first_by
from service.relations.edges.evidence import records
from service.relations.influence.settings import InfluenceSettings
from service.relations.influence.ties import InfluenceTies, factors, pair_of
from service.relations.influence.weights import SHARED_EMPLOYER, time_decay
from service.relations.payments.payroll import Salaries, salaries
from service.tagging.declaration import Edge, Reading
from service.tagging.shared import once


@dataclass(frozen=True)
class Staff:
    """Who works where, each pair once, sorted by (employer, person).

    `row` is a row of the salaries where `salaried`, else one of the view Positions; `decay` is what
    is left of a salary since it was last paid, 1 for who holds an office.
    """

    employer: Ints
    person: Ints
    salaried: Flags
    row: Ints
    decay: Floats


def colleague_ties(bank: Reading, settings: InfluenceSettings) -> InfluenceTies:
    """Colleagues both ways; of several shared employers the one that ties most.

    An organisation with more than `hub_customers` persons makes nobody colleagues. A tie is as old
    as the older of the two salaries. Linear in the records and the pairs: those who work somewhere,
    times `hub_customers` at most.
    """
    paid = once(bank, salaries, settings)
    staff = _staff(bank, paid, settings)
    n = len(bank)
    few = np.bincount(staff.employer, minlength=n)[staff.employer] <= settings.hub_customers
    member = np.flatnonzero(few)
    left, right = matching_rows(staff.employer[member], staff.employer[member])
    left, right = member[left], member[right]
    different = left != right
    left, right = left[different], right[different]
    decay = np.minimum(staff.decay[left], staff.decay[right])
    pair = pair_of(staff.person[left], staff.person[right])
    kept = first_by(pair, by=(-decay, staff.employer[left]))
    pair, left, right, decay = pair[kept], left[kept], right[kept], decay[kept]
    weight = SHARED_EMPLOYER.weight * decay

    offices = records(bank, "HOLDS_POSITION")

    def works(ends: Ints) -> dict[int, Edge]:
        salaried, row = staff.salaried[ends], staff.row[ends]
        held = zip(ends[~salaried].tolist(), offices.edges(row[~salaried]), strict=True)
        earned = zip(ends[salaried].tolist(), row[salaried].tolist(), strict=True)
        return {**dict(held), **{k: paid.last_edge(last) for k, last in earned}}

    def edges(rows: Ints) -> list[list[Edge]]:
        told = factors(SHARED_EMPLOYER.weight, 1.0, decay[rows], weight[rows])
        work = works(np.unique((left[rows], right[rows])))
        columns = (column.tolist() for column in (left[rows], right[rows], *told.values()))
        made = []
        for a, b, *values in zip(*columns, strict=True):
            said = dict(zip(told, values, strict=True))
            made.append([_told(work[end], said) for end in (b, a)])
        return made

    return InfluenceTies(pair, weight, edges)


def _staff(bank: Reading, paid: Salaries, settings: InfluenceSettings) -> Staff:
    offices = bank[Positions]
    last = paid.row[paid.indptr[1:] - 1]
    employer = np.concatenate((paid.employer, offices.company_no))
    person = np.concatenate((paid.employee, offices.person_no))
    row = np.concatenate((np.arange(len(last)), np.arange(len(offices.person_no))))
    salaried = np.arange(len(row)) < len(last)
    decay = np.ones(len(row))
    decay[salaried] = time_decay(bank, bank[Payments].at[last], settings)
    # Who is both is an officer: of several offices the first by name.
    role = np.concatenate((np.full(len(last), "", object), offices.role)).astype(str)
    load_no = np.concatenate((np.zeros(len(last), np.int64), offices.load_no))
    kept = first_by(employer, person, by=(-decay, salaried, role, load_no, row))
    return Staff(employer[kept], person[kept], salaried[kept], row[kept], decay[kept])


def _told(edge: Edge, said: dict[str, float]) -> Edge:
    return edge._replace(properties={**edge.properties, **said})
