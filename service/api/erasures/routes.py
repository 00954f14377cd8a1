"""POST /customers/{customer_id}/erasures: propose that a person be erased."""

from flask import Response

from cypher.decision import DecisionsAbout
from cypher.decision.deciding import tokens_of
from cypher.vocabulary import Text
from service.api.decisions.acting import propose
from service.api.decisions.effects import ERASURE, erasing
from service.api.erasures.schemas import ErasureBody, ErasureProposed
from service.api.http.answers import answer, whole_store
from service.api.http.lookups import customer_named
from service.api.http.openapi_responses import noun, written
from service.api.http.parameters import CustomerPath, NoQuery
from service.erasing.erasing import SOURCE, Erasing
from service.errors import BadRequest, Conflict

blueprint = noun("erasures", __name__)


@blueprint.post(
    "/customers/<customer_id>/erasures",
    responses=written(201, ErasureProposed, 308, 403, 404, 409),
)
def erase(path: CustomerPath, query: NoQuery, body: ErasureBody) -> Response:
    """Propose that a person be erased, under all numbers; another approves it, and it is done.

    A person to whom the bank has an exposure, who stands in a guarantee, has an account that is not
    empty, or whose records the law keeps still is a 409 that names it, here and once more at the
    approval. Groups, sums and paths stay; a row without a name, under an id that says nothing,
    stands for the person in them, and no load brings the person again. Organisations are not
    erased. Where nobody signs in it is done at once.
    """
    customer = customer_named(path.customer_id)
    if customer.kind != "person":
        raise BadRequest(
            Text(
                f"{path.customer_id}不是自然人：只能删除自然人的个人信息",
                f"{path.customer_id} is no person: only persons are erased",
            )
        )
    if customer.source == SOURCE:
        raise Conflict(
            Text(
                f"{path.customer_id}的个人信息已被删除",
                f"{path.customer_id} is a person who was erased already",
            )
        )
    effect = erasing(path.customer_id)
    made = propose(
        ERASURE,
        tokens_of(whole_store(), [path.customer_id])[path.customer_id],
        "erase",
        reason=body.reason,
        sent_author=body.author,
        look=lambda: _need_first(effect),
        effect=effect,
    )
    told = {"decision_no": made.decision_no, "state": made.state, "signed": made.signed}
    certificate = effect.certificate() if made.state == "in_force" else None
    return answer({**told, "certificate": certificate}, 201)


def _need_first(effect: Erasing) -> None:
    """Return where a person may be erased and nobody has proposed it; raises Conflict."""
    effect.need_erasable()
    for row in whole_store().rows(DecisionsAbout(ERASURE, effect.numbers)):
        if row.about_no is None and row.state == "proposed":
            raise Conflict(
                Text(
                    f"第{row.decision_no}号决定已提出删除该客户，正待审批",
                    f"decision {row.decision_no} proposes it already and waits for a signature",
                )
            )
