"""The group that a request names."""

from cypher.serve.groups import (
    GroupById,
    GroupRow,
)
from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.http.answers import store
from service.errors import NotFound


def group_named(group_id: str, run_id: int) -> GroupRow:
    """A group as a run has it; raises NotFound where there is none by this id."""
    for row in store().rows(GroupById(group_id, [*LISTED_GROUP_KINDS], run_id)):
        return row
    raise NotFound(f"there is no group {group_id}: GET /api/v1/groups lists them")
