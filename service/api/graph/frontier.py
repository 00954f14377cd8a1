"""The edges around some nodes, as walks ask for them: on a day, and never through a hub.

A hub is a customer with more counterparties than GUANXI_HUB_PAYERS, by its payments, or an account
or identifier that more customers than GUANXI_HUB_CUSTOMERS have: a shop, a power company, an
agent's phone. Customers who have nothing but a hub in common are not tied by it. What else a
customer is tied to, though it is a hub by its payments, is a tie like any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cypher.serve.walks import (
    CounterpartiesOf,
    EdgeRow,
    EdgesOfCustomers,
    EdgesOfThings,
    HubsAmongCustomers,
    HubsAmongThings,
    PaidAround,
    PaidBetween,
    PaymentsWithNamed,
)
from cypher.vocabulary import EDGE_TYPES
from service.api.http.answers import settings, store
from service.api.http.lookups import outsiders_among
from service.api.http.times import AskedRun, run_numbered
from service.api.identities.one_customer import one_customer

#: A node as its label and id.
Node = tuple[str, str]

#: How many edges one query of a walk takes in; a walk that meets more says so.
EDGES_A_STEP = 20_000
#: How many accounts that those of a hub deal with are looked at where the walk begins in it.
COUNTERPARTIES_OF_A_HUB = 1_000


def ends_of(edge: EdgeRow) -> tuple[Node, Node]:
    """The two nodes of an edge."""
    return (edge.from_label, edge.from_id), (edge.to_label, edge.to_id)


class Frontier:
    """What one walk asks the store for, and what it has learnt of hubs.

    Without `ended` only records count that are valid on the run's day and not closed. A group that
    the run derived is led through only where `types` names MEMBER_OF. `truncated` says that a query
    met EDGES_A_STEP edges or more, or COUNTERPARTIES_OF_A_HUB.
    """

    def __init__(self, types: str | None, run_id: int, *, ended: bool) -> None:
        """Take what the request names; nothing is asked yet."""
        self.types = types.split(",") if types else list(EDGE_TYPES)
        self.through_derived = bool(types) and "MEMBER_OF" in self.types
        self.truncated = False
        self.run_id = run_id
        self._on = (run_numbered(run_id) if run_id else AskedRun(0)).on
        self._ended = ended
        self._paying = "PAID" in self.types
        self._hub: dict[Node, bool] = {}
        self._one = one_customer(run_id)

    def is_hub(self, node: Node) -> bool:
        """Whether a node is known to be a hub."""
        return self._hub.get(node, False)

    def learn_hubs(self, nodes: Iterable[Node]) -> None:
        """Ask of nodes whether they are hubs, where that is not known and matters here."""
        wanted = sorted(set(nodes) - self._hub.keys())
        customers = [node_id for label, node_id in wanted if label == "Customer"]
        accounts = [node_id for label, node_id in wanted if label == "Account"]
        identifiers = [node_id for label, node_id in wanted if label == "Identifier"]
        found = []
        if customers and self._paying:
            most = settings().hub_payers
            numbers = self._one.numbers(customers)
            found += store().rows(HubsAmongCustomers(numbers, most, self._ended))
        if accounts or identifiers:
            most = settings().hub_customers
            found += store().rows(HubsAmongThings(accounts, identifiers, most, self._ended))
        hubs = {(row.label, self._one.known(row.id)) for row in found}
        self._hub.update((node, node in hubs) for node in wanted)

    def ties(self, nodes: Iterable[Node], *, derived: bool) -> list[EdgeRow]:
        """The edges of some nodes but for payments, customers' first, each in a fixed order.

        Those that lead to groups which the run derived only where `derived` says so.
        """
        by_label: dict[str, list[str]] = {}
        for label, node_id in nodes:
            by_label.setdefault(label, []).append(node_id)
        customers = by_label.pop("Customer", [])
        found = []
        types = [name for name in self.types if name != "PAID"]
        if customers and types:
            found = store().rows(
                EdgesOfCustomers(
                    customer_ids=self._one.numbers(customers),
                    types=types,
                    run_id=self.run_id,
                    derived=derived,
                    on=self._on,
                    with_ended=self._ended,
                    limit=EDGES_A_STEP,
                )
            )
        self.truncated = self.truncated or len(found) == EDGES_A_STEP
        of_things = []
        if by_label:
            of_things = store().rows(
                EdgesOfThings(
                    account_ids=by_label.get("Account", []),
                    group_ids=by_label.get("Group", []),
                    identifiers=by_label.get("Identifier", []),
                    types=types,
                    run_id=self.run_id,
                    derived=derived,
                    with_ended=self._ended,
                    limit=EDGES_A_STEP,
                )
            )
        self.truncated = self.truncated or len(of_things) == EDGES_A_STEP
        return self._by_customer(found + of_things)

    def paid(self, customers: Sequence[Node], *, through: bool = False) -> list[EdgeRow]:
        """The payments of some customers, one edge for each pair and direction, sums not told.

        Those of a hub only with `through`, which is for a single customer, and no more than the
        first COUNTERPARTIES_OF_A_HUB; none between two outside the scope in which is asked.
        """
        wanted = self._one.numbers(node_id for label, node_id in customers if label == "Customer")
        if not wanted or not self._paying:
            return []
        query: CounterpartiesOf | PaidAround
        if through:
            query = CounterpartiesOf(wanted, COUNTERPARTIES_OF_A_HUB, self._ended)
        else:
            query = PaidAround(wanted, settings().hub_payers, self._ended, EDGES_A_STEP)
        rows = store().rows(query)
        hubs = {row.from_id for row in rows if not row.to_id}
        self.truncated = self.truncated or len(rows) == EDGES_A_STEP or (through and bool(hubs))
        if not through:
            known = {self._one.known(each) for each in hubs}
            self._hub.update(
                (("Customer", self._one.known(each)), self._one.known(each) in known)
                for each in wanted
            )
        edges = [
            EdgeRow(
                type="PAID",
                from_label="Customer",
                from_id=row.from_id,
                to_label="Customer",
                to_id=row.to_id,
                load_no=None,
                properties={"payments": row.payments},
                ended=False,
            )
            for row in rows
            if row.to_id
        ]
        pairs: dict[tuple[str, str], EdgeRow] = {}
        for edge in self._by_customer(edges):
            before = pairs.get((edge.from_id, edge.to_id))
            count = edge.properties["payments"] + (before.properties["payments"] if before else 0)
            pairs[edge.from_id, edge.to_id] = replace(edge, properties={"payments": count})
        outsiders = outsiders_among({end for pair in pairs for end in pair})
        return [edge for pair, edge in pairs.items() if not outsiders.issuperset(pair)]

    def paid_outside(self, customers: Sequence[Node]) -> list[EdgeRow]:
        """The payments of some customers with accounts of nobody known, which have names.

        They are shown, and nobody is tied by them. Nothing is told of a hub.
        """
        wanted = [node for node in customers if node[0] == "Customer" and not self.is_hub(node)]
        if not wanted or not self._paying:
            return []
        numbers = self._one.numbers(node_id for _, node_id in wanted)
        found = store().rows(PaymentsWithNamed(numbers, EDGES_A_STEP))
        self.truncated = self.truncated or len(found) == EDGES_A_STEP
        return self._by_customer(found)

    def _by_customer(self, edges: Sequence[EdgeRow]) -> list[EdgeRow]:
        """Edges between customers; those between two numbers of one are none.

        An edge says `from_number` or `to_number` where its record named another number.
        """
        self._one.learn(
            [edge.from_id for edge in edges if edge.from_label == "Customer"]
            + [edge.to_id for edge in edges if edge.to_label == "Customer"]
        )
        told = []
        for edge in edges:
            ends: dict[str, Any] = {}
            says: dict[str, Any] = {}
            for end, label in (("from", edge.from_label), ("to", edge.to_label)):
                number: str = getattr(edge, f"{end}_id")
                known = self._one.known(number) if label == "Customer" else number
                if known != number:
                    ends[f"{end}_id"], says[f"{end}_number"] = known, number
            if ends:
                edge = replace(edge, **ends, properties={**edge.properties, **says})
                if (edge.from_label, edge.from_id) == (edge.to_label, edge.to_id):
                    continue
            told.append(edge)
        return told

    def hubs_beside(self, ends: Iterable[Node]) -> int:
        """How many hubs were met, the ends of the walk left out."""
        return sum(hub for node, hub in self._hub.items() if node not in {*ends})

    def summed(self, edges: Sequence[EdgeRow]) -> list[list[EdgeRow]]:
        """For each edge the edges that it stands for: of payments one for each currency."""
        pairs = sorted({(edge.from_id, edge.to_id) for edge in edges if _is_pair(edge)})
        asked = [
            [payer, payee]
            for a, b in pairs
            for payer in self._one.numbers([a])
            for payee in self._one.numbers([b])
        ]
        sums: dict[tuple[str, str], dict[tuple[str, bool], EdgeRow]] = {}
        if asked:
            for row in self._by_customer(store().rows(PaidBetween(asked, self._ended))):
                of_pair = sums.setdefault((row.from_id, row.to_id), {})
                alike = row.properties["currency"], row.ended
                of_pair[alike] = _added(of_pair.get(alike), row)
        return [
            [*sums.get((edge.from_id, edge.to_id), {}).values()] if _is_pair(edge) else [edge]
            for edge in edges
        ]


def _is_pair(edge: EdgeRow) -> bool:
    """Whether an edge stands for the payments between two customers."""
    return edge.type == "PAID" and edge.from_label == edge.to_label == "Customer"


def _added(sum_: EdgeRow | None, row: EdgeRow) -> EdgeRow:
    """The payments between two customers in one currency, those under further numbers added."""
    said = {name: row.properties[name] for name in row.properties if not name.endswith("_number")}
    if sum_ is None:
        return replace(row, properties=said)
    before = sum_.properties
    return replace(
        sum_,
        load_no=max(filter(None, (sum_.load_no, row.load_no)), default=None),
        properties={
            **before,
            "payments": before["payments"] + said["payments"],
            "amount": round(before["amount"] + said["amount"], 4),
            "last_at": max(before["last_at"], said["last_at"]),
        },
    )


def is_tied(customer_id: str, types: Sequence[str], on: str) -> bool:
    """Whether a customer has any edge of some types on a day, groups that a run derived apart."""
    ties = EdgesOfCustomers(
        customer_ids=[customer_id],
        types=[*types],
        run_id=0,
        derived=False,
        on=on,
        with_ended=False,
        limit=1,
    )
    if store().rows(ties):
        return True
    paid = CounterpartiesOf([customer_id], most=1, with_ended=False)
    return "PAID" in types and bool(store().rows(paid))
