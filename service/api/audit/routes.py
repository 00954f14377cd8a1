"""/audit: the chains verified."""

from threading import Lock

from flask import Response

from cypher.vocabulary import Text
from service.api.audit.schemas import ChainsVerified
from service.api.http.answers import answer, whole_store
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NoQuery
from service.audit.chains import verify
from service.errors import Overloaded

blueprint = noun("audit", __name__)

#: It reads all that there is: one at a time in a worker.
_VERIFYING = Lock()


@blueprint.get("/audit/verify", responses=documented(ChainsVerified))
def verify_chains(query: NoQuery) -> Response:
    """Read every chain from its first entry on, and find the first that is not what was written."""
    if not _VERIFYING.acquire(blocking=False):
        raise Overloaded(
            Text("正在核验，请稍后再试", "the chains are being verified already: ask again")
        )
    try:
        return answer(verify(whole_store()).told())
    finally:
        _VERIFYING.release()
