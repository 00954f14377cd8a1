"""The graph as people walk it: customers, accounts, identifiers and groups, and their ties."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import BlockedCustomers, DeclaredMembers, Identifiers
from cypher.view.accounts import AccountHolders, AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.tables.joins import numbered
from service.graph.tables.segments import pair_key, split_pair
from service.relations.affiliation.pair_evidence import couple_key
from service.relations.edges.customer_edges import BETWEEN_CUSTOMERS
from service.relations.payments.customer_payments import OUTSIDE, customer_payments
from service.tagging.declaration import Reading
from service.tagging.settings import TagSettings

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

    `said` are the columns that a tie is told with, the most telling first.
    """

    type: str
    begin: Ints
    end: Ints
    load_no: Ints
    said: Mapping[str, Any]

    def says(self, row: int) -> dict[str, Any]:
        """What one record says besides its ends."""
        return {name: column[row] for name, column in self.said.items()}

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
    leads through.
    """

    nodes: Numbering
    ties: list[EdgeTable]
    blocked: Ints
    barred: Flags


def whole_graph(bank: Reading, settings: TagSettings) -> WholeGraph:
    """Number the nodes and lay out the ties that are valid on the run's day.

    Ties are those that GET /customers/{id}/neighbours shows: a customer holds an account, uses an
    identifier, is in a group that the bank declared; an account paid an account up to that day, and
    with it its owner the other's; and the ties between customers. Nothing leads through an account
    that is closed, or through an identifier that more than `hub_customers` customers use; nor do
    payments with somebody who deals with more than that many (a power company), save with those who
    are blocked. An identifier is one node however it was typed, and blocked where it is so for any
    of its users. Linear in all records, plus a sort of the payments and of the identifiers', and a
    hash of each of their texts.
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
    ties = [
        *between_customers(bank, BETWEEN_CUSTOMERS),
        *_of_accounts(bank, first_account),
        _payments_between(bank, settings.hub_customers),
        *_of_things(bank, first_identifier + identifier, first_group + group),
    ]
    return WholeGraph(nodes, ties, blocked[np.argsort(nodes.rank(blocked))], barred)


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
        columns = {field.name: getattr(rows, field.name) for field in fields(rows)}
        ends, load_no = (columns.pop(begin), columns.pop(end)), columns.pop("load_no")
        ties.append(EdgeTable(kind, *ends, load_no, columns))
    return ties


def _of_accounts(bank: Reading, first: int) -> list[EdgeTable]:
    holders, paid = bank[AccountHolders], bank[Payments]
    said = {"at": paid.at, "amount": paid.amount, "currency": paid.currency}
    account, payer, payee = (
        first + column for column in (holders.account_no, paid.from_no, paid.to_no)
    )
    return [
        EdgeTable("HOLDS", holders.customer_no, account, holders.load_no, {"role": holders.role}),
        EdgeTable("PAID", payer, payee, paid.load_no, said),
    ]


def _payments_between(bank: Reading, most: int) -> EdgeTable:
    """Payments from customer to customer, without those of hubs that are not with the blocked."""
    between, view, n = customer_payments(bank), bank[Payments], len(bank)
    known = np.flatnonzero((between.payer != OUTSIDE) & (between.payee != OUTSIDE))
    payer, payee = between.payer[known], between.payee[known]
    couples = np.unique(couple_key(payer, payee, n))
    hub = np.bincount(np.concatenate(split_pair(couples, n)), minlength=n) > most
    blocked = np.zeros(n, np.bool_)
    blocked[bank[BlockedCustomers].customer_no] = True
    kept = blocked[payer] | blocked[payee] | ~(hub[payer] | hub[payee])
    row = between.row[known[kept]]
    said = {"at": view.at[row], "amount": view.amount[row], "currency": view.currency[row]}
    return EdgeTable("PAID", payer[kept], payee[kept], view.load_no[row], said)


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
        ),
        EdgeTable("MEMBER_OF", members.customer_no, group, members.load_no, said),
    ]
