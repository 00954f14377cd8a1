"""POST /customers/{customer_id}/reveal: see values unmasked, for a reason that is kept."""

from flask import Response

from cypher.decision import Decisions
from cypher.decision.chain import canonical
from cypher.decision.deciding import tokens_of
from cypher.engine.clock import now_ms
from cypher.serve.customers import AccountsOfCustomer, CustomersById, IdentifiersOf
from cypher.vocabulary import Text
from service.api.access.viewers import author
from service.api.decisions.acting import propose
from service.api.http.answers import answer, settings, store, whole_store
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import noun, written
from service.api.http.parameters import CustomerPath, NoQuery
from service.api.http.times import current_run
from service.api.identities.numbers import known_id, numbers_of
from service.api.reveals.schemas import FIELDS, RevealBody, Revealed, told_fields
from service.errors import TooManyReveals

blueprint = noun("reveals", __name__)

HOUR_MS = 3_600_000
ACCOUNTS_TOLD = 500
#: The columns of a customer that hold a field as well.
_COLUMNS = {"id_number": "id_number", "address": "registered_address"}


@blueprint.post("/customers/<customer_id>/reveal", responses=written(200, Revealed, 308, 404, 429))
def reveal(path: CustomerPath, query: NoQuery, body: RevealBody) -> Response:
    """Tell identifying values of a customer unmasked, with a reason.

    The look is a decision with the action `reveal`: who looked, at which fields, when and why, but
    no value. At most GUANXI_REVEALS_AN_HOUR by one user.
    """
    customer_named(path.customer_id)
    run_id = current_run().run_id
    customer_id = known_id(path.customer_id, run_id)
    numbers = sorted({customer_id, *(row.customer_id for row in numbers_of(customer_id, run_id))})
    tokens = tokens_of(whole_store(), [customer_id])
    made = propose(
        "customer",
        tokens[customer_id],
        "reveal",
        reason=body.reason,
        sent_author=body.author,
        body=canonical(told_fields(body.fields)).decode(),
        look=lambda: _need_fewer(author(body.author)),
    )
    values = _values(numbers)
    told = {name: values[name] for name in FIELDS if name in body.fields}
    content = {"customer_id": customer_id, "values": told, "decision_no": made.decision_no}
    return answer(content)


def _need_fewer(by: str) -> None:
    """Return where somebody may reveal once more within this hour; raises TooManyReveals."""
    most = settings().reveals_an_hour
    asked = Decisions(
        viewer=by,
        kinds=[],
        subject="",
        author=by,
        action="reveal",
        state="",
        since=now_ms() - HOUR_MS,
        before=2**53,
        limit=most,
    )
    if len(whole_store().rows(asked)) >= most:
        raise TooManyReveals(
            Text(
                f"您在一小时内已查看{most}次未掩码信息：请稍后再试",
                f"you have seen values unmasked {most} times within an hour: wait for a while",
            )
        )


def _values(numbers: list[str]) -> dict[str, list[str]]:
    """The values of a customer's numbers by field, each once."""
    found: dict[str, set[str]] = {name: set() for name in FIELDS}
    for row in store().rows(CustomersById(numbers)):
        for name, column in _COLUMNS.items():
            found[name] |= {getattr(row, column)} - {None}
    for identifier in store().rows(IdentifiersOf(numbers)):
        if identifier.kind in found:
            found[identifier.kind].add(identifier.value)
    accounts = store().rows(AccountsOfCustomer(numbers, limit=ACCOUNTS_TOLD))
    found["account"] |= {row.account_id for row in accounts}
    return {name: sorted(values) for name, values in found.items()}
