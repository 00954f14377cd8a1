"""/customers/{id}/money: where a customer's money went, or came from, payment by payment."""

from datetime import timedelta

from flask import Response
from flask_openapi.blueprint import APIBlueprint

from service.api.customers.routes import customer_named
from service.api.graph.schemas import MoneyTrails
from service.api.http.answers import answer
from service.api.http.instants import instant_of, is_day
from service.api.http.openapi_responses import documented, operation_id
from service.api.http.parameters import CustomerPath, MoneyQuery
from service.api.money.steps import Span
from service.api.money.trails import trails_of
from service.errors import BadRequest

blueprint = APIBlueprint(
    "money",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[{"name": "money"}],
    operation_id_callback=operation_id,
)

#: The instants between which payments can lie at all, in milliseconds since 1970.
FIRST, LAST = -62_135_596_800_000, 253_402_300_799_999


@blueprint.get("/customers/<path:customer_id>/money", responses=documented(MoneyTrails, 404))
def get_money(path: CustomerPath, query: MoneyQuery) -> Response:
    """Tell the trails of money out of a customer, or into it, that carry most.

    Each payment is later than the one before, in the same currency; a trail carries its smallest
    payment. `counterparties` are those of the first step, with the sums of all payments of the time
    and amount asked for.
    """
    customer_named(path.customer_id)
    span = span_of(query.from_at, query.to_at, query.min_amount, "from", "to")
    return answer(trails_of(path.customer_id, query.direction, query.hops, span, query.limit))


def span_of(
    since: str | None, until: str | None, least: float | None, first: str, last: str
) -> Span:
    """The payments from a day or instant to another, the last included, of an amount or more.

    `first` and `last` are what the request calls the two. Raises BadRequest for what is neither a
    day nor an instant, and for an end before its beginning.
    """
    begin = FIRST if since is None else _milliseconds(since, first, timedelta())
    end = LAST if until is None else _milliseconds(until, last, timedelta(days=1))
    if end <= begin:
        raise BadRequest(f"{last}={until} is before {first}={since}", first, last)
    return Span(begin, end, least or 0.0)


def _milliseconds(text: str, field: str, whole_day: timedelta) -> int:
    """A day (or its end) or an instant, and a millisecond more where it is an end."""
    try:
        instant = instant_of(text.replace(" ", "+"))
        after = whole_day if is_day(text) else min(whole_day, timedelta(milliseconds=1))
        return int((instant + after).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise BadRequest(
            f"{field}={text!r} is no day (2025-12-31) or instant (2025-12-31T08:00:00Z)", field
        ) from None
