"""/customers/{id}/money: where a customer's money went, or came from, payment by payment."""

from flask import Response

from service.api.http.answers import answer
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.money.schemas import MoneyQuery, MoneyTrails
from service.api.money.span import span_of
from service.api.money.trails import trails_of

blueprint = noun("money", __name__)


@blueprint.get("/customers/<customer_id>/money", responses=documented(MoneyTrails, 308, 404))
def get_money(path: CustomerPath, query: MoneyQuery) -> Response:
    """Tell the trails of money out of a customer, or into it, that carry most.

    Each payment is later than the one before, in the same currency; a trail carries its smallest
    payment. `counterparties` are those of the first step, with the sums of all payments of the time
    and amount asked for.
    """
    customer_named(path.customer_id)
    span = span_of(query.from_at, query.to_at, query.min_amount, "from", "to")
    return answer(trails_of(path.customer_id, query.direction, query.hops, span, query.limit))
