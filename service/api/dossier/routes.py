"""/customers/{id}/dossier: all that a visit to a customer needs."""

from flask import Response

from service.api.dossier.dossier import dossier_of
from service.api.dossier.schemas import Dossier, DossierQuery
from service.api.http.answers import answer
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.http.times import asked_run

blueprint = noun("dossier", __name__)


@blueprint.get("/customers/<customer_id>/dossier", responses=documented(Dossier, 308, 404))
def get_dossier(path: CustomerPath, query: DossierQuery) -> Response:
    """Tell all that a visit needs in one answer.

    Who the customer is; what is lent, with days and sums; the declared and the derived groups side
    by side and how they differ; owners, beneficial owners and decision makers; guarantees both
    ways; the three worst risks; at most three clients of the same manager who are tied to it by at
    most two ties, the strongest first; and what has changed since a day or an instant. Each part
    is what the question of its own answers. Nobody is left out for want of consent: the question is
    a manager's. Long lists are cut, and say how much is hidden; a part that does not apply is null,
    and `not_told` says why.
    """
    customer = customer_named(path.customer_id)
    return answer(dossier_of(customer, asked_run(query), query))
