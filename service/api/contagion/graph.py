"""A cascade as a graph: who is hit, and the edges that brought it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from service.api.graph.plain_graph import PlainGraph, plain_graph

#: What is told customer by customer, or edge by edge, and not of the whole.
_NOT_SAID = ("rounds", "customers", "hidden", "totals", "names")


def graph_of_contagion(content: Mapping[str, Any]) -> PlainGraph:
    """The graph of a cascade as POST /contagion tells it.

    A customer says how it ends, the first `round` in which it was hit, and how many edges of why
    the answer leaves out. An edge says its `share`, in which `round`, and of whose loss
    (`customer_id`): a loss goes against a guarantee, from the borrower to the guarantor. `hidden`
    counts the customers left out of the end, `rounds_hidden` those left out of rounds.
    """
    says = {name: value for name, value in content.items() if name not in _NOT_SAID}
    says.update(content["totals"])
    says["hidden"] = content["hidden"]
    says["rounds_hidden"] = sum(step["hidden"] for step in content["rounds"])
    return plain_graph(says, _nodes(content), _edges(content["rounds"]))


def _nodes(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Those of the end, then those who are told in a round alone."""
    first: dict[str, int] = {}
    names: dict[str, str] = {}
    hidden: Counter[str] = Counter()
    for step in content["rounds"]:
        for struck in step["customers"]:
            first.setdefault(struck["customer_id"], step["round"])
            names[struck["customer_id"]] = struck["name"]
            hidden[struck["customer_id"]] += struck["because_hidden"]
    ends = {end["customer_id"]: end for end in content["customers"]}
    for customer_id in {**ends, **first}:
        end = dict(ends.get(customer_id, {}))
        end.pop("customer_id", None)
        yield {
            "id": customer_id,
            "label": "Customer",
            "name": end.pop("name", names.get(customer_id)),
            **end,
            "round": first.get(customer_id),
            "because_hidden": hidden.get(customer_id),
        }


def _edges(rounds: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in rounds:
        for struck in step["customers"]:
            for edge in struck["because"]:
                yield {**edge, "round": step["round"], "customer_id": struck["customer_id"]}
