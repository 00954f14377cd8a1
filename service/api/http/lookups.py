"""What a request names: its run and day, a customer, a tag, a grade."""

from datetime import UTC, datetime, timedelta

from cypher.serve.customers import CustomerRow, CustomersById
from cypher.serve.runs import CurrentRun, RunAt, RunById, RunRow
from service.api.http.answers import store
from service.api.http.instants import instant_of, is_day
from service.errors import BadRequest, NotFound, UnknownTag
from service.tagging.declaration import Tag
from service.tags import catalogue


def run_as_of(as_of: str | None) -> int:
    """The id of the run that a request looks at: the current one, or the one that `as_of` names.

    `as_of` is a run id, a day (the run current at its end) or an instant. 0 where there was no run
    yet: nothing is held in it. Raises BadRequest for what is none of these, NotFound for a run
    that is not there.
    """
    if as_of is None:
        return next((run.run_id for run in store().rows(CurrentRun())), 0)
    if as_of.isdecimal() and len(as_of) < 16:
        return run_named(int(as_of)).run_id
    try:
        instant = instant_of(as_of.replace(" ", "+"))
        if is_day(as_of):
            instant += timedelta(days=1, milliseconds=-1)
        at = int(instant.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise BadRequest(
            f"as_of={as_of!r} is no day (2025-12-31), instant (2025-12-31T08:00:00Z) or run id",
            "as_of",
        ) from None
    return next((run.run_id for run in store().rows(RunAt(at=at))), 0)


def day_of(run_id: int) -> str:
    """The day that a run looks at, as ISO 8601 text; today in UTC where there is no such run."""
    for run in store().rows(RunById(run_id=run_id)):
        return run.as_of
    return datetime.now(UTC).date().isoformat()


def run_named(run_id: int) -> RunRow:
    """The published run; raises NotFound where there is none by this number."""
    for row in store().rows(RunById(run_id=run_id)):
        return row
    raise NotFound(f"there is no run {run_id}: GET /api/v1/runs lists them")


def customer_named(customer_id: str) -> CustomerRow:
    """The customer, closed or not; raises NotFound where there is none by this id."""
    for row in store().rows(CustomersById([customer_id])):
        return row
    raise NotFound(f"there is no customer {customer_id}: GET /api/v1/customers?q= searches")


def tag_named(tag_id: str) -> Tag:
    """The catalogue's tag; raises UnknownTag for an id that is not there."""
    try:
        return catalogue()[tag_id]
    except KeyError:
        raise UnknownTag(f"there is no tag {tag_id}: GET /api/v1/tags lists them") from None


def grade_named(tag: Tag, grade: str) -> str:
    """The id of a tag's grade, given its id or its title in either language."""
    for known in tag.grades:
        if grade in (known.grade_id, known.title.zh, known.title.en):
            return known.grade_id
    grades = ", ".join(f"{known.grade_id} ({known.title.zh})" for known in tag.grades)
    raise BadRequest(f"{tag.tag_id} has no grade {grade}: it has {grades}", "grade")
