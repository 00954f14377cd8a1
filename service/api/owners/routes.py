"""Who stands behind a company: its beneficial owners and its decision makers."""

from flask import Response

from cypher.vocabulary import Text
from service.api.http.answers import answer
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.http.times import OfRun, asked_run
from service.api.owners.decision_makers import decision_makers_of
from service.api.owners.register import register_of
from service.api.owners.schemas import BeneficialOwners, DecisionMakers
from service.errors import BadRequest

blueprint = noun("owners", __name__)


@blueprint.get(
    "/customers/<customer_id>/beneficial-owners", responses=documented(BeneficialOwners, 308, 404)
)
def get_beneficial_owners(path: CustomerPath, query: OfRun) -> Response:
    """List the beneficial owners of a company, with the standard that each meets.

    Each stands once, under the first standard met: `ownership` (the share through all paths is at
    or over GUANXI_BENEFICIAL_THRESHOLD), `rights` (the votes are, those of what the person controls
    counted), `control` (a majority of votes that ends in the person, those in concert counted
    together, or a record). Where nobody meets one, `management` is listed: the legal
    representative, then executives. A government body that controls the company stands under
    `state`. `unknown` comes first where nobody meets the first three and not all is known. Only
    records count that are valid on the run's day.
    """
    _organisation(path.customer_id)
    return answer(register_of(path.customer_id, asked_run(query)))


@blueprint.get(
    "/customers/<customer_id>/decision-makers", responses=documented(DecisionMakers, 308, 404)
)
def get_decision_makers(path: CustomerPath, query: OfRun) -> Response:
    """List who decides in a company, with offices, votes, and what each is to the bank.

    Ranks, grades and sentences are those of the run's tag `decision_maker`; offices, shares and
    votes are recorded on the run's day. Nobody is left out for want of consent: the question is a
    manager's.
    """
    _organisation(path.customer_id)
    return answer(decision_makers_of(path.customer_id, asked_run(query)))


def _organisation(customer_id: str) -> None:
    """Raise NotFound where there is no such customer, BadRequest where it is a person."""
    if customer_named(customer_id).kind == "person":
        raise BadRequest(
            Text(
                f"{customer_id}是自然人，没有所有者，也没有决策人：请指定企业或机构",
                f"{customer_id} is a person, whom nobody owns and for whom nobody decides: ask for "
                "an organisation",
            ),
            "customer_id",
        )
