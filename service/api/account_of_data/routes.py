"""/customers/{id}/account-of-data: what is held about somebody, and who looked at it."""

from flask import Response

from service.api.account_of_data.answered import account_of
from service.api.account_of_data.schemas import AccountOfData
from service.api.http.answers import answer
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath
from service.api.http.times import OfRun, asked_run

blueprint = noun("account_of_data", __name__, tag="customers")


@blueprint.get(
    "/customers/<customer_id>/account-of-data", responses=documented(AccountOfData, 308, 404)
)
def get_account_of_data(path: CustomerPath, query: OfRun) -> Response:
    """Tell everything that is held about a customer, for that person (个人信息保护法 art. 45).

    What each source says, each record with the load it came by and the purposes it is used for,
    consents with their proof, payments, exposures, the tags of the run with their reasons, what
    people decided, and who saw or exported any of it. Values are masked; tags and decisions are
    those of the purposes of who asks, since an account of what is watched for money laundering must
    not reach the person (反洗钱法). Reads are those of the machine that answers.
    """
    return answer(account_of(customer_named(path.customer_id), asked_run(query)))
