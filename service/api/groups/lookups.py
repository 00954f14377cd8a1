"""The groups that a request names, with their heads."""

from collections.abc import Sequence
from dataclasses import replace

from cypher.serve.groups import GroupById, GroupRow, HeadsOfDeclared
from cypher.vocabulary import HEAD_ROLES, LISTED_GROUP_KINDS, Text
from service.api.http.answers import store
from service.errors import NotFound


def group_named(group_id: str, run_id: int) -> GroupRow:
    """A group as a run has it; raises NotFound where there is none by this id."""
    rows = store().rows(GroupById(group_id, [*LISTED_GROUP_KINDS], run_id))
    for row in with_heads(rows, run_id):
        return row
    raise NotFound(
        Text(
            f"没有群组{group_id}：GET /api/v1/groups可列出全部",
            f"there is no group {group_id}: GET /api/v1/groups lists them",
        )
    )


def with_heads(rows: Sequence[GroupRow], run_id: int) -> list[GroupRow]:
    """Groups with the heads of declared ones too, as the roles of their members name them."""
    declared = [row.group_id for row in rows if row.kind == "declared"]
    found = store().rows(HeadsOfDeclared(declared, [*HEAD_ROLES], run_id)) if declared else []
    heads = {row.group_id: row.head_id for row in found}
    return [replace(row, head_id=row.head_id or heads.get(row.group_id)) for row in rows]
