"""/cases: a cascade is asked by two models, and the answer kept under a number, never to change."""

import uuid
import zlib
from typing import Any

import numpy as np
import orjson
from flask import Response, url_for

from cypher.case import CaseByNo, CaseOfId, CasesBefore, KeepCase, KeptAnswer, LastCase
from cypher.decision import AddDecision
from cypher.decision.chain import canonical
from cypher.decision.deciding import Act, decide, tokens_of
from cypher.engine.clock import now_ms
from cypher.erasure import ErasuresMade
from cypher.time_zone import time_zone
from cypher.version import VERSION
from cypher.vocabulary import Text
from service.api.access.viewers import viewer
from service.api.cases.schemas import Case, CaseBody, CasePath, Cases
from service.api.contagion.cache import day_of_losses
from service.api.contagion.cascade import shown_scenario
from service.api.contagion.shocks import shock_asked
from service.api.decisions.shown import CASE
from service.api.http.answers import answer, answer_as_kept, settings, store, whole_store
from service.api.http.cursors import page, resumed
from service.api.http.holding_text import names_of
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import NoQuery, Page
from service.errors import Conflict, NotFound
from service.instants import instant, told_in
from service.relations.contagion.questions import model_beside

blueprint = noun("cases", __name__)

#: How many of those who were hit to begin with a case names.
NAMED = 20


@blueprint.post("/cases", responses=written(201, Case, 403, 409))
def keep_case(query: NoQuery, body: CaseBody) -> Response:
    """Ask as POST /contagion does, by two models, and keep both answers under the next number.

    The default model is always one of the two: beside another that is asked, or with the one that
    tells what it leaves out. GET /cases/{case_no} gives the same bytes whatever is loaded, derived
    or installed later; a case cannot be changed or taken away. To keep it is a decision, the title
    its reason. Where a person was erased while it was worked out it is a 409: ask again.
    """
    erased, case_id, made_at = _erased(), uuid.uuid4().hex, now_ms()
    told = _case(body, instant(made_at))
    # Instants are told in the zone of today: another setting tomorrow changes nothing of them.
    kept = told_in(time_zone(settings().time_zone), orjson.dumps(told))
    answered = zlib.compress(kept, 9)
    case_no = 0

    def act() -> Act:
        nonlocal case_no
        _need_nobody_erased(erased)
        case_no = next((row.case_no for row in whole_store().rows(LastCase())), 0) + 1
        return Act(
            subject_kind=CASE,
            subject=str(case_no),
            action="keep",
            reason=body.title,
            author=viewer().user_id,
            signed=viewer().is_signed,
            body=_said(told),
        )

    def keep(added: AddDecision) -> None:
        whole_store().run(
            KeepCase(
                **added.columns(),
                salt=added.salt,
                case_no=case_no,
                title=body.title,
                made_at=made_at,
                run_id=told["run_id"],
                model=told["model"],
                customers=orjson.dumps(told["customers"]).decode(),
                bank_loss=told["bank_loss"],
                currency=told["currency"],
                answer=answered,
            )
        )

    decide(whole_store(), act, case_id, keep)
    [case] = store().rows(CaseOfId(case_id))
    response = answer_as_kept(_bytes(case), 201)
    response.headers["Location"] = url_for(".get_case", case_no=case.case_no)
    return response


@blueprint.get("/cases", responses=documented(Cases))
def list_cases(query: Page) -> Response:
    """List the cases, the latest first: who was hit to begin with, and what the bank loses."""
    (before,) = resumed(query.cursor, [2**53])
    rows = store().rows(CasesBefore(before=before, limit=query.limit + 1))
    items = [{**vars(row), "customers": orjson.loads(row.customers)} for row in rows]
    return answer(page(items, query.limit, ["case_no"]))


@blueprint.get("/cases/<case_no>", responses=documented(Case, 404))
def get_case(path: CasePath, query: NoQuery) -> Response:
    """Give a case as it was answered when it was made, byte by byte."""
    for case in store().rows(CaseByNo(path.case_no)):
        return answer_as_kept(_bytes(case), 200)
    raise NotFound(
        Text(
            f"没有风险事件{path.case_no}：GET /api/v1/cases可列出全部",
            f"there is no case {path.case_no}: GET /api/v1/cases lists them",
        )
    )


def _case(body: CaseBody, made_at: str) -> dict[str, Any]:
    """What a case says, but for its number."""
    day = day_of_losses()
    shock, model = shock_asked(body, day)
    other = model_beside(model, shock)
    found = shown_scenario(body, day, shock, model)
    beside = shown_scenario(body, day, shock, other) if other else None
    hit = np.flatnonzero(shock)
    ids = day.made.losses.customer_ids[hit[:NAMED]].tolist()
    names = names_of(ids)
    return {
        "title": body.title,
        "made_at": made_at,
        "run_id": found["run_id"],
        "as_of": found["as_of"],
        "version": VERSION,
        "model": model,
        "customers": [{"customer_id": each, "name": names[each]} for each in ids],
        "customers_hidden": max(0, len(hit) - NAMED),
        "bank_loss": found["totals"]["bank_loss"],
        "currency": found["currency"],
        "asked": body.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"title"}),
        "answer": found,
        "beside": beside,
    }


def _said(told: dict[str, Any]) -> str:
    """What the decision says of a case: its run, its model, and who was hit, by their tokens."""
    ids = [each["customer_id"] for each in told["customers"]]
    tokens = tokens_of(whole_store(), ids)
    said = {
        **{name: told[name] for name in ("run_id", "model", "customers_hidden")},
        "customers": [tokens[each] for each in ids if each in tokens],
    }
    return canonical(said).decode()


def _erased() -> int:
    """How many were erased until now."""
    [made] = whole_store().rows(ErasuresMade())
    return made.count


def _need_nobody_erased(before: int) -> None:
    """Return where nobody was erased since; raises Conflict.

    An erasure is a decision: none comes between this look and the case that is written after it.
    """
    if _erased() != before:
        raise Conflict(
            Text(
                "计算期间有客户的个人信息被删除，结果未留存：请重新提交",
                "a person was erased while this was worked out, so it is not kept: ask again",
            )
        )


def _bytes(case: KeptAnswer) -> bytes:
    """The JSON of a case: its number before what was kept of it."""
    return b'{"case_no":%d,' % case.case_no + zlib.decompress(case.answer)[1:]
