"""/exposures, and those of one customer: what the bank has lent, and how it stands."""

from flask import Response

from cypher.serve.exposures import ExposuresInOrder
from service.api.exposures.of_customer import exposures_of, shown_exposure
from service.api.exposures.schemas import Exposures, ExposuresOfOne, ExposuresQuery
from service.api.exposures.sums import asked_exposure
from service.api.http.answers import answer, store
from service.api.http.cursors import page
from service.api.http.lookups import customer_named, filters_of
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.http.times import PageOfRun, begun

blueprint = noun("exposures", __name__)

_FILTERS = ("status", "overdue", "five_class", "group_id", "relationship_manager", "branch")


@blueprint.get("/exposures", responses=documented(Exposures, 404))
def list_exposures(query: ExposuresQuery) -> Response:
    """List exposures by id, settled ones too: which stand overdue, of which class, with whom.

    Overdue on the day of the run is what stands so, or whose day is past and which is not settled.
    """
    run, (after_id,) = begun(query, [""])
    rows = store().rows(
        ExposuresInOrder(
            **filters_of(query, *_FILTERS),
            **asked_exposure(run),
            after_id=after_id,
            limit=query.limit + 1,
        )
    )
    items = [shown_exposure(row) for row in rows]
    return answer({**run.told, **page(items, query.limit, ["exposure_id"], run.run_id)})


@blueprint.get("/customers/<customer_id>/exposures", responses=documented(ExposuresOfOne, 308, 404))
def list_exposures_of_customer(path: CustomerPath, query: PageOfRun) -> Response:
    """List the exposures to a customer, under all its numbers, and what they add up to.

    The sums leave out what is settled, and are held against the limits to one client.
    """
    customer = customer_named(path.customer_id)
    run, (after_id,) = begun(query, [""])
    items, sums = exposures_of(customer.customer_id, run, after_id, query.limit + 1)
    return answer(
        {
            "customer_id": customer.customer_id,
            "name": customer.name,
            **run.told,
            **sums,
            **page(items, query.limit, ["exposure_id"], run.run_id),
        }
    )
