"""Households: persons who are one by kinship, a joint account, or one address and family name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Ints
from cypher.normalisation import family_name
from cypher.view import Identifiers, Identities, Kinships
from cypher.view.accounts import AccountHolders
from cypher.vocabulary import HOLDER_ROLES, KIN_RELATIONS
from service.graph.arrays import Flags
from service.graph.components.components import connected_components
from service.graph.tables.joins import different, matching_rows, numbered
from service.graph.tables.segments import first_by, pair_key, runs, split_pair
from service.relations.edges.evidence import records
from service.relations.wealth.settings import WealthSettings
from service.tagging.declaration import Edge, Reading

#: What `households` reads.
VIEWS = (AccountHolders, Identifiers, Identities, Kinships)

#: Holders of an account whose money is in it.
OWNERS = HOLDER_ROLES.words(lambda role: role.owns)

#: The kinds of ties, as facts name them and by number; which relation is of which kind.
TIES = ("spouse", "parent_child", "joint_account", "same_address")
JOINT_ACCOUNT, SAME_ADDRESS = 2, 3
FAMILY = {
    relation: TIES.index(kin.household)
    for relation, kin in KIN_RELATIONS.items()
    if kin.household is not None
}


class FamilyTies(NamedTuple):
    """Ties of persons, each from either side: `me` and `other`, and the record at each end.

    One record says that two are kin; that they share something takes a record of each.
    """

    me: Ints
    other: Ints
    kind: Ints
    my_row: Ints
    other_row: Ints


@dataclass(frozen=True)
class Households:
    """Who is of which household, and why.

    `member` int64[k] are the positions of those who are of one, in order; `of` int64[k] is the
    household of each and `tied_to` int64[k] to how many persons it is tied directly. `size`,
    `head` and `known_by` int64[h] say of each household how many it has, who is tied directly to
    most of the others (the first by id among equals), and its first member. `ties` are sorted by
    (me, kind, other); those of member i are the rows `starts[i]` up to `starts[i + 1]`.
    """

    member: Ints
    of: Ints
    tied_to: Ints
    size: Ints
    head: Ints
    known_by: Ints
    ties: FamilyTies
    starts: Ints
    _edge_of: list[Callable[[int], Edge]]

    def edges(self, rows: list[int]) -> list[Edge]:
        """The records behind some ties, each once, in their order."""
        ties = self.ties
        records = dict.fromkeys(
            (int(ties.kind[row]), int(end[row]))
            for row in rows
            for end in (ties.my_row, ties.other_row)
        )
        return [self._edge_of[kind](record) for kind, record in records]

    def ways(self, customer: int, others: set[int]) -> dict[int, list[int]]:
        """The ties on a shortest way from a member to each of some others of its household.

        Breadth first, the ties of a member in their order; linear in those that are passed.
        """
        ways: dict[int, list[int]] = {customer: []}
        queue, missing = [customer], others - {customer}
        for person in queue:
            if not missing:
                break
            place = int(np.searchsorted(self.member, person))
            for row in range(*self.starts[place : place + 2].tolist()):
                other = int(self.ties.other[row])
                if other not in ways:
                    ways[other] = [*ways[person], row]
                    queue.append(other)
                    missing.discard(other)
        return {other: ways[other] for other in others}


def households(bank: Reading, settings: WealthSettings) -> Households:
    """Find the households: persons connected by ties.

    Linear in kinships, holders and addresses, and in the pairs that share one, at most
    `hub_customers` for each row; sorts only of what is shared.
    """
    found = [_kin(bank), _joint_accounts(bank, settings), _same_address(bank, settings)]
    ties = FamilyTies(*(np.concatenate(column) for column in zip(*found, strict=True)))
    # Stable: ties of one pair and kind stay in the order of their records.
    order = np.lexsort((ties.other, ties.kind, ties.me))
    ties = FamilyTies(*(column[order] for column in ties))
    n = len(bank)
    label = connected_components(n, ties.me, ties.other)
    starts = runs(ties.me)
    member = ties.me[starts[:-1]]
    known_by, of = np.unique(label[member], return_inverse=True)
    size = np.bincount(of)
    tied_to = different(n, ties.me, ties.other)[member]
    head = member[first_by(of, by=(-tied_to, member))]
    return Households(member, of, tied_to, size, head, known_by, ties, starts, _edges(bank))


def _kin(bank: Reading) -> FamilyTies:
    """Spouses, parents and children as recorded, one way or both."""
    kin = bank[Kinships]
    kind, relation = np.full(len(kin.a_no), -1), np.full(len(kin.a_no), -1)
    for number, (name, its_kind) in enumerate(FAMILY.items()):
        is_it = kin.relation == name
        kind[is_it], relation[is_it] = its_kind, number
    persons = bank.is_person[kin.a_no] & bank.is_person[kin.b_no]
    rows = np.flatnonzero((kind >= 0) & persons & (kin.a_no != kin.b_no))
    rows = rows[np.lexsort((kin.load_no[rows], relation[rows]))]
    a, b, kind = kin.a_no[rows], kin.b_no[rows], kind[rows]
    both, twice = np.concatenate((rows, rows)), np.concatenate((kind, kind))
    return FamilyTies(np.concatenate((a, b)), np.concatenate((b, a)), twice, both, both)


def _joint_accounts(bank: Reading, settings: WealthSettings) -> FamilyTies:
    """Persons who own one account together, unless it has too many owners."""
    holders = bank[AccountHolders]
    rows = np.flatnonzero(np.isin(holders.role, OWNERS))
    few = _few_share(holders.account_no[rows], holders.customer_no[rows], bank, settings)
    rows = rows[few]
    rows = rows[np.lexsort((holders.load_no[rows], holders.account_id[rows].astype(str)))]
    return _tied(JOINT_ACCOUNT, holders.account_no[rows], holders.customer_no[rows], rows)


def _same_address(bank: Reading, settings: WealthSettings) -> FamilyTies:
    """Persons of one family name at one address, unless too many customers are there."""
    identifiers, names = bank[Identifiers], bank[Identities]
    rows = np.flatnonzero(identifiers.kind == "address")
    address, _ = numbered(identifiers.normalised[rows].tolist())
    few = _few_share(address, identifiers.customer_no[rows], bank, settings)
    rows, address = rows[few], address[few]
    order = np.lexsort((identifiers.load_no[rows], identifiers.value[rows].astype(str)))
    rows, address = rows[order], address[order]
    customer = identifiers.customer_no[rows]
    row_of = np.empty(len(bank), np.int64)
    row_of[names.customer_no] = np.arange(len(names.customer_no))
    family, families = numbered(map(family_name, names.name[row_of[customer]]))
    named = np.array([name != "" for name in families], bool)[family]
    home = pair_key(address, family, len(families))
    return _tied(SAME_ADDRESS, home[named], customer[named], rows[named])


def _few_share(place: Ints, customer: Ints, bank: Reading, settings: WealthSettings) -> Flags:
    """Tell which rows are of persons at a place that some customers share, but not too many.

    Too many are more than `hub_customers`, whoever they are.
    """
    shared, _ = split_pair(np.unique(pair_key(place, customer, len(bank))), len(bank))
    sharing = np.bincount(shared)[place]
    return (sharing > 1) & (sharing <= settings.hub_customers) & bank.is_person[customer]


def _tied(kind: int, place: Ints, customer: Ints, row: Ints) -> FamilyTies:
    """Everybody in a place tied to everybody else there."""
    left, right = matching_rows(place, place)
    different = customer[left] != customer[right]
    left, right = left[different], right[different]
    kinds = np.full(len(left), kind)
    return FamilyTies(customer[left], customer[right], kinds, row[left], row[right])


def _edges(bank: Reading) -> list[Callable[[int], Edge]]:
    """For each kind of tie what makes a record of it an edge."""
    kin = records(bank, "KIN_OF")
    shares = records(bank, "SHARES", says=("value",))
    return [kin.edge, kin.edge, records(bank, "HOLDS").edge, shares.edge]
