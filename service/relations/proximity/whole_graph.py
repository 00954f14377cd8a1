"""The graph as people walk it: customers, accounts, identifiers and groups, and their ties."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import BlockedCustomers, DeclaredMembers, Identifiers
from cypher.view.accounts import AccountHolders, AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.tables.joins import numbered, ranked
from service.graph.tables.segments import pair_key, split_pair
from service.relations.affiliation.pair_evidence import couple_key
from service.relations.edges.customer_edges import BETWEEN_CUSTOMERS
from service.relations.edges.evidence import NOT_NAMED, Named, named_among, named_in, numbers_named
from service.relations.payments.customer_payments import OUTSIDE, customer_payments
from service.relations.proximity.settings import ProximitySettings
from service.tagging.declaration import Reading
from service.tagging.least_amounts import least_units

VIEWS = (
    *(view for view, *_ in BETWEEN_CUSTOMERS.values()),
    AccountHolders,
    AccountOwners,
    Accounts,
    BlockedCustomers,
    DeclaredMembers,
    Identifiers,
    Payments,
)

#: The kinds of nodes, in the order in which they are numbered.
KINDS = ("customer", "account", "identifier", "group")


@dataclass(frozen=True)
class EdgeTable:
    """Ties of one type, one row a record: `begin` and `end` int64[m] are nodes.

    `said` are the columns that a tie is told with, the most telling first; `leads` bool[m] which
    records a way of several ties may have, None where all; `numbers` are those that the records
    named.
    """

    type: str
    begin: Ints
    end: Ints
    load_no: Ints
    said: Mapping[str, Any]
    leads: Flags | None = None
    numbers: Named = NOT_NAMED

    def leading(self) -> "EdgeTable":
        """The records that a way of several ties may have."""
        if self.leads is None:
            return self
        said = {name: column[self.leads] for name, column in self.said.items()}
        begin, end, load_no = (each[self.leads] for each in (self.begin, self.end, self.load_no))
        numbers = named_among(self.numbers, self.leads)
        return EdgeTable(self.type, begin, end, load_no, said, numbers=numbers)

    def says(self, row: int) -> dict[str, Any]:
        """What one record says besides its ends, and the `numbers` that it named at these."""
        said = {name: column[row] for name, column in self.said.items()}
        return {**said, "numbers": named_in(self.numbers, row)}

    def telling(self, rows: Ints) -> list[Any]:
        """Columns to sort records by, the most telling first.

        Numbers, from the largest or latest down, then texts.
        """
        columns = [column[rows] for column in self.said.values()]
        numbers = [-column for column in columns if column.dtype != object]
        return numbers + [column.astype(str) for column in columns if column.dtype == object]


@dataclass(frozen=True)
class Numbering:
    """The nodes of the graph, numbered kind by kind: customers by their positions come first.

    Those of the i-th of KINDS have the numbers from `starts[i]` on, `count` nodes in all; `ids[i]`
    are their ids as the API writes them, `kind:value` those of identifiers.
    """

    starts: list[int]
    count: int
    ids: tuple[Texts, ...]

    def found(self, node: int) -> tuple[str, str]:
        """The kind of a node, and its id."""
        place = bisect(self.starts, node) - 1
        return KINDS[place], str(self.ids[place][node - self.starts[place]])

    def rank(self, nodes: Ints) -> Ints:
        """The place of each of some different nodes in their order: by kind, and then by id."""
        kind = np.searchsorted(self.starts, nodes, "right") - 1
        names = np.full(len(nodes), "", object)
        for place, start in enumerate(self.starts):
            here = kind == place
            names[here] = self.ids[place][nodes[here] - start]
        rank = np.empty(len(nodes), np.int64)
        rank[np.lexsort((names.astype(str), kind))] = np.arange(len(nodes))
        return rank


@dataclass(frozen=True)
class WholeGraph:
    """The nodes of the graph, and the ties between them by type.

    `blocked` int64[s] are the nodes that are blocked, in order; `barred` bool[n] those that no way
    leads to or through, `ending` bool[n] those that ways lead to and no further.
    """

    nodes: Numbering
    ties: list[EdgeTable]
    blocked: Ints
    barred: Flags
    ending: Flags


@dataclass(frozen=True)
class _Dealings:
    """Payments from customer to customer, and who deals with how many others, int64[n]."""

    payer: Ints
    payee: Ints
    row: Ints
    others: Ints


def whole_graph(bank: Reading, settings: ProximitySettings) -> WholeGraph:
    """Number the nodes and lay out the ties that are valid on the run's day.

    Ties are those that GET /customers/{id}/neighbours shows: a customer holds an account, uses an
    identifier, is in a group that the bank declared; an account paid an account up to that day, and
    with it its owner the other's; and the ties between customers. Nothing leads through an account
    that is closed, or through an identifier that more than `hub_customers` customers use; and no
    way leads on through an organisation that deals by payment with `near_blocked_counterparties` or
    more. Payments of less than `near_blocked_amount`, and those with somebody who deals with more
    than `hub_customers`, are ties where they are with the blocked, and lead no further; nor does a
    referral by or of the blocked, which says how somebody came to the bank. An identifier is one
    node however it was typed, and blocked where it is so for any of its users. Linear in all
    records, plus a sort of the payments and of the identifiers', and a hash of each of their texts.
    """
    used, accounts = bank[Identifiers], bank[Accounts]
    identifier, identifiers = numbered(map(":".join, zip(used.kind, used.normalised, strict=True)))
    group, groups = numbered(bank[DeclaredMembers].group_id)
    ids = (
        bank.customer_ids,
        _account_ids(bank),
        *(np.array(kind, object) for kind in (identifiers, groups)),
    )
    *starts, count = np.cumsum([0, *map(len, ids)]).tolist()
    nodes = Numbering(starts, count, ids)
    _, first_account, first_identifier, first_group = starts

    shared, _ = split_pair(np.unique(pair_key(identifier, used.customer_no, len(bank))), len(bank))
    users = np.bincount(shared, minlength=len(identifiers))
    barred = np.zeros(count, np.bool_)
    barred[first_account:first_identifier] = True
    barred[first_account + accounts.account_no] = False
    barred[first_identifier:first_group] = users > settings.hub_customers
    blocked = np.concatenate(
        (
            bank[BlockedCustomers].customer_no,
            first_account + accounts.account_no[accounts.blocked == 1],
            first_identifier + np.unique(identifier[used.blocked == 1]),
        )
    )
    dealings, enough = _dealings(bank), _large_enough(bank, settings)
    ending = np.zeros(count, np.bool_)
    ending[: len(bank)] = ~bank.is_person & (
        dealings.others >= settings.near_blocked_counterparties
    )
    is_blocked = np.zeros(len(bank), np.bool_)
    is_blocked[bank[BlockedCustomers].customer_no] = True
    ties = [
        *(_unless_referred(tie, is_blocked) for tie in between_customers(bank, BETWEEN_CUSTOMERS)),
        *_of_accounts(bank, first_account, enough),
        _payments_between(bank, dealings, is_blocked, enough, settings.hub_customers),
        *_of_things(bank, first_identifier + identifier, first_group + group),
    ]
    return WholeGraph(nodes, ties, blocked[np.argsort(nodes.rank(blocked))], barred, ending)


def _large_enough(bank: Reading, settings: ProximitySettings) -> Flags:
    """Which payments come to the least amount that leads on, in the order of the view."""
    paid = bank[Payments]
    number, currencies = ranked(paid.currency)
    least = least_units(settings.near_blocked_amount, settings.currency, currencies)
    return paid.amount >= least[number]


def _dealings(bank: Reading) -> _Dealings:
    between, n = customer_payments(bank), len(bank)
    known = np.flatnonzero((between.payer != OUTSIDE) & (between.payee != OUTSIDE))
    payer, payee = between.payer[known], between.payee[known]
    couples = np.unique(couple_key(payer, payee, n))
    others = np.bincount(np.concatenate(split_pair(couples, n)), minlength=n)
    return _Dealings(payer, payee, between.row[known], others)


def _account_ids(bank: Reading) -> Texts:
    """The id of each account by its number, '' where no open account has it."""
    accounts, paid = bank[Accounts], bank[Payments]
    numbers = (accounts.account_no, bank[AccountHolders].account_no, paid.from_no, paid.to_no)
    ids = np.full(1 + max(int(number.max(initial=0)) for number in numbers), "", object)
    ids[accounts.account_no] = accounts.account_id
    return ids


def between_customers(bank: Reading, types: Iterable[str]) -> list[EdgeTable]:
    """The ties between two customers of some types of BETWEEN_CUSTOMERS, in their order."""
    ties = []
    for kind in types:
        view, begin, end = BETWEEN_CUSTOMERS[kind]
        rows = bank[view]
        columns = {field.name: getattr(rows, field.name) for field in fields(view.columns)}
        ends, load_no = (columns.pop(begin), columns.pop(end)), columns.pop("load_no")
        numbers = numbers_named(kind, rows)
        ties.append(EdgeTable(kind, *ends, load_no, columns, numbers=numbers))
    return ties


def _unless_referred(ties: EdgeTable, blocked: Flags) -> EdgeTable:
    """Ties of customers, of which a referral by or of somebody blocked leads no further."""
    if ties.type != "REFERRED":
        return ties
    return replace(ties, leads=~(blocked[ties.begin] | blocked[ties.end]))


def _of_accounts(bank: Reading, first: int, enough: Flags) -> list[EdgeTable]:
    holders, paid = bank[AccountHolders], bank[Payments]
    said = {"at": paid.at, "amount": paid.amount, "currency": paid.currency}
    account, payer, payee = (
        first + column for column in (holders.account_no, paid.from_no, paid.to_no)
    )
    accounts = bank[Accounts]
    blocked = accounts.account_no[accounts.blocked == 1]
    # Who holds an account that dealt with a blocked one dealt with it itself.
    leads = enough | np.isin(paid.from_no, blocked) | np.isin(paid.to_no, blocked)
    return [
        EdgeTable(
            *("HOLDS", holders.customer_no, account, holders.load_no, {"role": holders.role}),
            numbers=numbers_named("HOLDS", holders),
        ),
        EdgeTable("PAID", payer, payee, paid.load_no, said, leads),
    ]


def _payments_between(
    bank: Reading, paid: _Dealings, blocked: Flags, enough: Flags, most: int
) -> EdgeTable:
    """Payments from customer to customer that lead on, or that are with the blocked."""
    view, hub = bank[Payments], paid.others > most
    leads = enough[paid.row] & ~(hub[paid.payer] | hub[paid.payee])
    kept = leads | blocked[paid.payer] | blocked[paid.payee]
    row = paid.row[kept]
    said = {"at": view.at[row], "amount": view.amount[row], "currency": view.currency[row]}
    return EdgeTable(
        "PAID", paid.payer[kept], paid.payee[kept], view.load_no[row], said, leads[kept]
    )


def _of_things(bank: Reading, identifier: Ints, group: Ints) -> list[EdgeTable]:
    used, members = bank[Identifiers], bank[DeclaredMembers]
    said = {"role": members.role, "group_name": members.group_name}
    return [
        EdgeTable(
            "SHARES",
            used.customer_no,
            identifier,
            used.load_no,
            {"blocked": used.blocked, "value": used.value},
            numbers=numbers_named("SHARES", used),
        ),
        EdgeTable(
            *("MEMBER_OF", members.customer_no, group, members.load_no, said),
            numbers=numbers_named("MEMBER_OF", members),
        ),
    ]
