"""Kinship and referral between customers, or between the persons who speak for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cypher.engine.arrays import Ints
from cypher.view import Controls, Kinships, Ownerships, Positions, Referrals
from cypher.vocabulary import KIN_RELATIONS, OFFICES
from service.graph.tables.joins import different, matching_rows
from service.relations.affiliation.pair_evidence import PairEvidence, couple_key
from service.relations.affiliation.settings import AffiliationSettings
from service.relations.edges.evidence import records
from service.tagging.declaration import Edge, Reading

#: 近亲属, as the vocabulary says it of each relation.
CLOSE_KIN = KIN_RELATIONS.words(lambda kin: kin.close)

CLUES = ("kinship", "key_persons_kinship", "key_persons_close_kinship")
#: Offices whose holders speak for the company.
KEY_OFFICES = OFFICES.words(lambda office: office.runs_business)
REFERRAL_CLUES = ("referral", "key_persons_referral")


@dataclass(frozen=True)
class KeyPersons:
    """Who speaks for which customer, one row for each reason, and everybody for themselves.

    `edge(k)` is the record behind row k; None where the customer is the person itself.
    """

    person: Ints
    customer: Ints
    edge: Callable[[int], Edge | None]
    hubs: int


def key_persons(bank: Reading, settings: AffiliationSettings, owner_share: float) -> KeyPersons:
    """Legal representatives, executives, and persons who own or control a company.

    An owner is a person who directly holds `owner_share` of the company or more. A person who
    speaks for more than `hub_customers` companies (an agent who registers them) speaks for itself
    only. Linear in the records, plus one sort of them.
    """
    offices, held, controls = bank[Positions], bank[Ownerships], bank[Controls]
    parts = (
        np.flatnonzero(np.isin(offices.role, KEY_OFFICES)),
        np.flatnonzero(bank.is_person[held.owner_no] & (held.share >= owner_share)),
        np.flatnonzero(bank.is_person[controls.controller_no]),
    )
    row = np.concatenate(parts)
    source = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    person = np.concatenate(
        (
            offices.person_no[parts[0]],
            held.owner_no[parts[1]],
            controls.controller_no[parts[2]],
        )
    )
    company = np.concatenate(
        (
            offices.company_no[parts[0]],
            held.owned_no[parts[1]],
            controls.controlled_no[parts[2]],
        )
    )
    hub = different(len(bank), person, company) > settings.hub_customers
    kept = ~hub[person]
    row, source, person, company = row[kept], source[kept], person[kept], company[kept]
    everybody = np.arange(len(bank))
    # In the order of the sources.
    recorded = [records(bank, "HOLDS_POSITION"), records(bank, "OWNS"), records(bank, "CONTROLS")]

    def edge(k: int) -> Edge | None:
        return recorded[source[k]].edge(row[k]) if k < len(row) else None

    return KeyPersons(
        np.concatenate((person, everybody)),
        np.concatenate((company, everybody)),
        edge,
        int(hub.sum()),
    )


def kinships(bank: Reading, known: KeyPersons) -> PairEvidence:
    """Customers whose key persons are kin; two persons who are kin themselves are one clue more.

    Cost: for each kinship the customers that its two ends speak for, one side times the other.
    """
    view = bank[Kinships]
    link, left, right = _speaking(view.a_no, view.b_no, known)
    close = np.isin(view.relation, CLOSE_KIN)[link]
    themselves = _themselves(known, left, right)
    clue = np.where(themselves, 0, 1 + close)
    edge = records(bank, "KIN_OF").edge
    return _findings(bank, CLUES, clue, known, (link, left, right), edge)


def referrals(bank: Reading, known: KeyPersons) -> PairEvidence:
    """Customers of whom one referred the other, or whose key persons did. Cost: see `kinships`."""
    view = bank[Referrals]
    link, left, right = _speaking(view.referrer_no, view.referred_no, known)
    clue = np.where(_themselves(known, left, right), 0, 1)
    edge = records(bank, "REFERRED", says=("at",)).edge
    return _findings(bank, REFERRAL_CLUES, clue, known, (link, left, right), edge)


def _speaking(a: Ints, b: Ints, known: KeyPersons) -> tuple[Ints, Ints, Ints]:
    """Links between persons as links between those they speak for: (link, left, right).

    `link` are positions in `a` and `b`, `left` and `right` rows of the key persons at its ends.
    """
    link, left = matching_rows(a, known.person)
    at, right = matching_rows(b[link], known.person)
    link, left = link[at], left[at]
    proper = known.customer[left] != known.customer[right]
    return link[proper], left[proper], right[proper]


def _themselves(known: KeyPersons, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Where the customers are the persons themselves, at both ends."""
    own: NDArray[np.bool_] = known.person == known.customer
    return own[left] & own[right]


def _findings(
    bank: Reading,
    clues: tuple[str, ...],
    clue: Ints,
    known: KeyPersons,
    rows: tuple[Ints, Ints, Ints],
    edge: Callable[[int], Edge],
) -> PairEvidence:
    link, left, right = rows
    pair = couple_key(known.customer[left], known.customer[right], len(bank))
    order = np.argsort(pair, kind="stable")

    def edges(k: int) -> Iterable[Edge]:
        at = order[k]
        ends = (known.edge(int(left[at])), known.edge(int(right[at])))
        return [edge(int(link[at])), *(end for end in ends if end is not None)]

    return PairEvidence(
        method="social",
        clues=clues,
        pair=pair[order],
        clue=clue[order],
        strength=np.ones(len(order)),
        edges=edges,
        hubs={"key_person": known.hubs},
    )
