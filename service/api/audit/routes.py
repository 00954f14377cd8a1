"""/audit: who saw and decided what about whom, and whether that is what was written."""

from threading import Lock
from typing import Any

from flask import Response

from cypher.machine.machine_file import noted
from cypher.machine.reads import LastVerified
from cypher.vocabulary import Text
from service.api.access.named import read_log
from service.api.audit.schemas import Audit, AuditQuery, ChainsVerified
from service.api.audit.told import Asked, Place, entries_told, tokens_of_numbers
from service.api.http.answers import answer, machine, settings, whole_store
from service.api.http.cursors import page, resumed
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NoQuery
from service.api.http.times import LAST_INSTANT, current_run, first_millisecond
from service.api.identities.numbers import known_id, numbers_of
from service.audit.chains import Chains, machine_name, verify
from service.audit.signing import signing
from service.errors import Overloaded
from service.instants import instant

blueprint = noun("audit", __name__)

#: It reads all that there is: one at a time in a worker.
_VERIFYING = Lock()


@blueprint.get("/audit", responses=documented(Audit))
def list_audit(query: AuditQuery) -> Response:
    """List who saw what of whom, who exported it and who decided, the latest first.

    `customer_id` finds what named a customer in any answer, not only in its own. Reads are those
    of the machine that answers; they are there a second after they were answered.
    """
    place = Place(*resumed(query.cursor, [*Place()]))
    read_log().flush()
    asked = Asked(
        tokens=_tokens(query.customer_id) if query.customer_id else None,
        user=query.user or "",
        since=first_millisecond(query.begins, "from") if query.begins else 0,
        until=first_millisecond(query.ends, "to") if query.ends else LAST_INSTANT,
    )
    rows = entries_told(whole_store(), machine(), asked, place, query.limit + 1)
    shown = page(rows, query.limit, ["sorted_at", "chain", "entry_no"])
    items = [_without_key(each) for each in shown["items"]]
    return answer({"machine": machine_name(), "verified": _verified(), **shown, "items": items})


@blueprint.get("/audit/verify", responses=documented(ChainsVerified))
def verify_chains(query: NoQuery) -> Response:
    """Read every chain from its first entry on, and find the first that is not what was written.

    The chain of reads is that of the machine that answers, from the head on at which it was cut.
    """
    if not _VERIFYING.acquire(blocking=False):
        raise Overloaded(
            Text("正在核验，请稍后再试", "the chains are being verified already: ask again")
        )
    try:
        read_log().flush()
        chains = Chains(whole_store(), machine(), signing(settings()))
        return answer(verify(chains).told())
    finally:
        _VERIFYING.release()


def _tokens(customer_id: str) -> list[str]:
    """The tokens of a customer's numbers; none where nobody ever saw any of them."""
    run_id = current_run().run_id
    numbers = numbers_of(known_id(customer_id, run_id), run_id)
    return tokens_of_numbers(whole_store(), [customer_id, *(row.customer_id for row in numbers)])


def _verified() -> dict[str, Any] | None:
    """What the last verification found; None where there was none."""
    for found in noted(machine(), LastVerified()):
        return {"at": instant(found.at), "intact": not found.broken}
    return None


def _without_key(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in ("sorted_at", "rule")}
