"""Persons who decide in a company, by control, ownership or office, each with its weight."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import Controls, Kinships, Ownerships, Positions
from cypher.vocabulary import OFFICES
from service.graph.arrays import Flags
from service.graph.control.voting_control import ControlGroups, control_groups
from service.graph.tables.joins import different
from service.graph.tables.segments import first_by, pair_key
from service.relations.control.beneficial_shares import BeneficialShares
from service.relations.control.settings import ControlSettings
from service.relations.control.votes import Votes
from service.tagging.declaration import Reading, Text
from service.tagging.shared import once

#: What `decision_reasons` reads.
VIEWS = (Controls, Kinships, Ownerships, Positions)


class Reason(NamedTuple):
    """Something by which a person has a say in a company: how much of one, and why so much."""

    reason_id: str
    weight: float
    why: Text


#: The order is that of telling; offices come by their weight. Control stands before every office
#: together: 1 - (1 - .6)(1 - .5)(1 - .3) is .86. All weights are reference values of this product.
REASONS = (
    Reason(
        "control",
        0.9,
        Text(
            "单独控制：其意志即决议，职务不过是执行",
            "controls it alone: resolutions are this person's will, offices carry them out",
        ),
    ),
    Reason(
        "joint_control",
        0.88,
        Text(
            "与一致行动人合计才构成控制：须彼此商量，但仍高于任何职务",
            "controls it with others in concert: they must agree, but stand above every office",
        ),
    ),
    Reason(
        "in_concert",
        0.4,
        Text(
            "持有表决权并与控制人一致行动：对方单独即可控制，其表决权并不起决定作用",
            "votes in concert with somebody who controls it alone: the votes are not needed",
        ),
    ),
    Reason(
        "ownership",
        0.5,
        Text(
            "受益所有人：按所享权益的一半计，权益带来收益与影响，未必带来控制",
            "beneficial owner: half of the share owned, as a share brings profit and a voice, not "
            "by itself control",
        ),
    ),
    *sorted(
        (
            Reason(name, office.decides.weight, office.decides.reason)
            for name, office in OFFICES.items()
            if office.decides
        ),
        key=lambda reason: -reason.weight,
    ),
)
CONTROL, JOINT_CONTROL, IN_CONCERT, OWNERSHIP = range(4)
#: Reasons from here on are offices, by the names of their roles.
FIRST_OFFICE = OWNERSHIP + 1
#: What is no office, by name.
POWERS = tuple(reason.reason_id for reason in REASONS[:FIRST_OFFICE])
_WEIGHTS = np.array([reason.weight for reason in REASONS])


@dataclass(frozen=True)
class DecisionReasons:
    """By what each person has a say in each company, one row for each, sorted by all three.

    `person`, `company` int64[k] are positions of customers, `reason` int64[k] positions in REASONS,
    `weight` float64[k] is between 0 and 1. `row` int64[k] says where the reason stands: for control
    in `alone`, for the two kinds of concert in `pooled`, for ownership in `shares.found`, for an
    office in the view `Positions`. `hubs` counts the agents whose offices say nothing.
    """

    person: Ints
    company: Ints
    reason: Ints
    weight: Floats
    row: Ints
    alone: ControlGroups
    pooled: ControlGroups
    links: Votes
    shares: BeneficialShares
    hubs: int


def decision_reasons(bank: Reading, settings: ControlSettings) -> DecisionReasons:
    """Find all reasons of natural persons, in whatever is no person.

    Control is that of section 1 of the domain's rules, also through chains of companies; a person
    who controls with others in concert only has `joint_control`, but `in_concert` where another
    person controls the company alone. Ownership counts from the threshold of beneficial owners on.
    Offices count as `_offices` says. Cost: twice that of `control_groups`, that of
    `BeneficialShares`, and a few sorts of the records.
    """
    links, shares = Votes(bank, settings), once(bank, BeneficialShares, settings)
    votes, records, concert, is_person = links.world
    none = np.zeros(0, np.int64)
    alone = control_groups(votes, records, (none, none), is_person, settings.majority)
    pooled = control_groups(votes, records, concert, is_person, settings.majority)
    found = shares.found
    place = np.arange(len(found.owner))
    owned = found.owner, found.owned, np.full(len(place), OWNERSHIP), place
    powers = [*_control(alone, pooled, is_person), owned]
    n = len(bank)
    pairs = np.concatenate([pair_key(person, company, n) for person, company, *_ in powers])
    offices, hubs = _offices(bank, pairs, settings.hub_customers)
    person, company, reason, row = map(np.concatenate, zip(*powers, offices, strict=True))
    order = np.lexsort((reason, company, person))
    person, company, reason, row = (column[order] for column in (person, company, reason, row))
    weight = _WEIGHTS[reason]
    owns = reason == OWNERSHIP
    weight[owns] *= np.minimum(found.integrated[row[owns]], 1.0)
    return DecisionReasons(
        person=person,
        company=company,
        reason=reason,
        weight=weight.round(10),
        row=row,
        alone=alone,
        pooled=pooled,
        links=links,
        shares=shares,
        hubs=hubs,
    )


#: Persons, companies, reasons, and where each stands.
_Part = tuple[Ints, Ints, Ints, Ints]


def _control(alone: ControlGroups, pooled: ControlGroups, is_person: Flags) -> list[_Part]:
    """Persons who control, by themselves and with others; all are heads, as none is controlled."""
    n = len(is_person)
    by_itself = np.flatnonzero(is_person[alone.head])
    pairs = pair_key(alone.head[by_itself], alone.member[by_itself], n)
    needing = is_person[pooled.head] & ~np.isin(pair_key(pooled.head, pooled.member, n), pairs)
    others = np.flatnonzero(needing)
    decided = np.isin(pooled.member[others], alone.member[by_itself])
    return [
        (
            alone.head[by_itself],
            alone.member[by_itself],
            np.full(len(by_itself), CONTROL),
            by_itself,
        ),
        (
            pooled.head[others],
            pooled.member[others],
            np.where(decided, IN_CONCERT, JOINT_CONTROL),
            others,
        ),
    ]


def _offices(bank: Reading, powers: Ints, most: int) -> tuple[_Part, int]:
    """Offices of persons in companies, each role once: (person, company, reason, row), and hubs.

    Of several records of one the first load's counts; an office that gives no say is none.
    Whoever holds offices in more than `most` companies is an agent who registers companies and runs
    none of them: these say nothing either, save in the companies that such a person
    controls or owns (pairs in `powers`). How many agents there are is the second part.
    """
    view, n = bank[Positions], len(bank)
    reason = np.full(len(view.role), -1)
    for place, each in enumerate(REASONS[FIRST_OFFICE:], FIRST_OFFICE):
        reason[view.role == each.reason_id] = place
    rows = np.flatnonzero(
        (reason >= 0) & bank.is_person[view.person_no] & ~bank.is_person[view.company_no]
    )
    offices = view.person_no[rows], view.company_no[rows], reason[rows]
    rows = rows[first_by(*offices, by=(view.load_no[rows],))]
    person, company = view.person_no[rows], view.company_no[rows]
    hub = different(n, person, company) > most
    kept = ~hub[person] | np.isin(pair_key(person, company, n), powers)
    rows = rows[kept]
    return (person[kept], company[kept], reason[rows], rows), int(hub.sum())
