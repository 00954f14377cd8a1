"""What customers hold and the groups that they are in, for many of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from cypher.serve.groups import GroupsOfCustomers
from cypher.serve.holdings import HoldingsOfCustomers
from cypher.serve.runs import RunById
from cypher.vocabulary import Text
from service.api.http.answers import store
from service.api.http.group_names import group_name
from service.api.http.holding_text import names_of, shown_holdings_of
from service.api.http.purposes import must_see
from service.errors import BadRequest
from service.tags import catalogue


def tags_named(tag_ids: Sequence[str]) -> list[str]:
    """The tags that a list names, each once.

    Raises BadRequest for one that there is not, NotAllowed for one that is not the viewer's.
    """
    if unknown := sorted(set(tag_ids) - catalogue().keys()):
        raise BadRequest(
            Text(
                f"没有标签{'、'.join(unknown)}：GET /api/v1/tags可列出全部",
                f"there is no tag {', '.join(unknown)}: GET /api/v1/tags lists them",
            ),
            "tags",
        )
    named = [*dict.fromkeys(tag_ids)]
    for tag_id in named:
        must_see(catalogue()[tag_id])
    return named


def not_derived(tag_ids: Sequence[str], run_id: int) -> list[str]:
    """Those of some tags that a run did not derive: who holds them cannot be told."""
    if not tag_ids:
        return []
    derived: set[str] = set()
    for row in store().rows(RunById(run_id=run_id)):
        derived = {*orjson.loads(row.report)["tags"]}
    return [tag_id for tag_id in tag_ids if tag_id not in derived]


def held_by(
    customer_ids: Sequence[str], tag_ids: Sequence[str], run_id: int
) -> Mapping[str, list[dict[str, Any]]]:
    """The holdings of some tags that customers have, as they are served, by customer."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if customer_ids and tag_ids:
        rows = store().rows(HoldingsOfCustomers([*customer_ids], [*tag_ids], run_id))
        shown = shown_holdings_of([(row.customer_id, row) for row in rows], run_id)
        for row, holding in zip(rows, shown, strict=True):
            found[row.customer_id].append(holding)
    return found


def groups_of(
    customer_ids: Sequence[str], kinds: Sequence[str], run_id: int
) -> Mapping[str, list[dict[str, Any]]]:
    """The groups of some kinds that customers are in, with their heads' names, by customer."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if customer_ids and kinds:
        rows = store().rows(GroupsOfCustomers([*customer_ids], [*dict.fromkeys(kinds)], run_id))
        names = names_of([row.head_id for row in rows if row.head_id])
        for row in rows:
            head_name = names[row.head_id] if row.head_id else None
            called = group_name(row.kind, row.name, head_name)
            told = {**vars(row), "head_name": head_name, "called": called}
            del told["customer_id"]
            found[row.customer_id].append(told)
    return found
