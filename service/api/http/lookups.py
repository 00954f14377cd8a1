"""What a request names: a customer, a tag, a grade, a run."""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from cypher.serve.customers import CustomerRow, CustomersById, NamesOf
from cypher.serve.runs import RunById, RunRow
from cypher.vocabulary import Text
from service.api.access.viewers import ask_from_afar, asked_scope, narrow_scope
from service.api.http.answers import store, whole_store
from service.api.http.parameters import Request
from service.errors import BadRequest, NotFound, UnknownTag
from service.tagging.declaration import Tag
from service.tags import catalogue


def run_named(run_id: int) -> RunRow:
    """The published run; raises NotFound where there is none by this number."""
    for row in store().rows(RunById(run_id=run_id)):
        return row
    raise NotFound(
        Text(
            f"没有批次{run_id}：GET /api/v1/runs可列出全部",
            f"there is no run {run_id}: GET /api/v1/runs lists them",
        )
    )


def derived(tag_id: str, run_id: int) -> bool:
    """Whether a run, which must be there, derived a tag."""
    return tag_id in orjson.loads(run_named(run_id).report)["tags"]


def customer_named(customer_id: str) -> CustomerRow:
    """The customer, closed or not; raises NotFound where there is none by this id in scope.

    From here on those roles alone ask that reach the customer.
    """
    for row in store().rows(CustomersById([customer_id])):
        if narrow := narrow_scope():
            [seen] = whole_store().rows(NamesOf([customer_id]), narrow)
            if not seen.in_scope:
                ask_from_afar()
        return row
    raise NotFound(
        Text(
            f"没有客户{customer_id}：可用GET /api/v1/customers?q=查找",
            f"there is no customer {customer_id}: GET /api/v1/customers?q= searches",
        )
    )


def known_customers(customer_ids: Sequence[str]) -> set[str]:
    """Those of some ids by which there is a customer in scope, closed or not."""
    return {row.customer_id for row in store().rows(NamesOf([*customer_ids])) if row.in_scope}


def outsiders_among(customer_ids: Iterable[str]) -> set[str]:
    """Those of some customers who are outside the scope in which is asked."""
    asked = set() if asked_scope().everyone else set(customer_ids)
    return asked - known_customers(sorted(asked)) if asked else asked


def tag_named(tag_id: str) -> Tag:
    """The catalogue's tag; raises UnknownTag for an id that is not there."""
    try:
        return catalogue()[tag_id]
    except KeyError:
        raise UnknownTag(
            Text(
                f"没有标签{tag_id}：GET /api/v1/tags可列出全部",
                f"there is no tag {tag_id}: GET /api/v1/tags lists them",
            )
        ) from None


def grade_named(tag: Tag, grade: str) -> str:
    """The id of a tag's grade, given its id or its title in either language."""
    for known in tag.grades:
        if grade in (known.grade_id, known.title.zh, known.title.en):
            return known.grade_id
    grades = ", ".join(f"{known.grade_id} ({known.title.zh})" for known in tag.grades)
    raise BadRequest(
        Text(
            f"{tag.tag_id}没有等级{grade}，只有{grades}",
            f"{tag.tag_id} has no grade {grade}: it has {grades}",
        ),
        "grade",
    )


def filters_of(query: Request, *names: str) -> dict[str, Any]:
    """Some filters of a request as queries take them: '' for what is left out, truths as words."""
    values = {name: getattr(query, name) for name in names}
    return {
        name: str(value).lower() if isinstance(value, bool) else value or ""
        for name, value in values.items()
    }
