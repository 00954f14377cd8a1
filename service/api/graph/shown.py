"""How nodes and edges of a walk are told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cypher.serve.customers import NamesOf
from cypher.serve.walks import EdgeRow
from service.api.access.viewers import called
from service.api.graph.frontier import Frontier, Node
from service.api.http.answers import store
from service.api.http.group_names import names_of_groups
from service.api.money.account_names import names_of_accounts
from service.money import stored_money


def customers_as_nodes(customer_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Customers as nodes of a graph, by id; what is no customer is left out. Cost: a query."""
    return {
        row.customer_id: {
            "id": row.customer_id,
            "label": "Customer",
            "name": called(row) or row.customer_id,
            "kind": row.kind,
        }
        for row in store().rows(NamesOf(sorted({*customer_ids})))
    }


def shown_nodes(nodes: Sequence[Node], frontier: Frontier) -> list[dict[str, Any]]:
    """Nodes with their names, which customers, groups and some accounts have; hubs say so."""
    customers = customers_as_nodes(node_id for label, node_id in nodes if label == "Customer")
    groups = names_of_groups(
        (node_id for label, node_id in nodes if label == "Group"), frontier.run_id
    )
    accounts = names_of_accounts(node_id for label, node_id in nodes if label == "Account")
    names: dict[str, Mapping[str, Any]] = {"Group": groups, "Account": accounts}
    return [
        {
            "id": node_id,
            "label": label,
            "name": names.get(label, {}).get(node_id),
            **(customers.get(node_id, {"name": node_id}) if label == "Customer" else {}),
            **({"hub": True} if frontier.is_hub((label, node_id)) else {}),
        }
        for label, node_id in nodes
    ]


def shown_edge(edge: EdgeRow) -> dict[str, Any]:
    """An edge with all it says; one that has ended says so."""
    properties = dict(sorted(edge.properties.items()))
    if "amount" in properties:
        properties["amount"] = stored_money(properties["amount"])
    closed_load = properties.pop("closed_load", None)
    if edge.ended:
        properties["ended"] = True
    if closed_load is not None:
        properties["closed_by"] = f"L{closed_load}"
    return {
        "type": edge.type,
        "from": edge.from_id,
        "to": edge.to_id,
        "source": None if edge.load_no is None else f"L{edge.load_no}",
        **properties,
    }
