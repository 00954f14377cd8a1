"""/identities: customers of several numbers, what joined them, and what people decide of them."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from flask import Response, url_for

from cypher.decision import DecisionRow, DecisionsAbout
from cypher.decision.deciding import tokens_of
from cypher.identity import IdentitiesInOrder, NumbersOf, SameAsRecordsOf
from cypher.vocabulary import Text
from service.api.decisions.acting import propose
from service.api.http.answers import answer, store, whole_store
from service.api.http.cursors import page, resumed
from service.api.http.lookups import customer_named, known_customers
from service.api.http.openapi_responses import documented, noun, written
from service.api.http.parameters import CustomerPath, NoQuery, Page
from service.api.http.times import (
    OfRun,
    PageOfRun,
    asked_run,
    begun,
    current_run,
    instant_of,
    zone,
)
from service.api.http.worker_cache import worker_cache
from service.api.identities.decisions import KIND, shown_verdict
from service.api.identities.numbers import known_id, numbers_of, shown_numbers
from service.api.identities.schemas import (
    Decided,
    DecisionBody,
    Identities,
    Identity,
    Suggestions,
)
from service.decisions.states import STANDING
from service.errors import BadRequest
from service.instants import instant
from service.relations.affiliation.look_alikes import LOOKS, LookAlike, look_alikes
from service.run.resolution import Conflict, Said, pair_of, resolve

blueprint = noun("identities", __name__)

#: How many numbers are looked at for what is said of one customer.
NUMBERS_A_LOOK = 20_000


@blueprint.get("/identities", responses=documented(Identities, 404))
def list_identities(query: PageOfRun) -> Response:
    """List the customers of several numbers in a run, in the order of their ids."""
    run, (after_id,) = begun(query, [""])
    rows = store().rows(
        IdentitiesInOrder(run_id=run.run_id, after_id=after_id, limit=query.limit + 1)
    )
    shown = page([vars(row) for row in rows], query.limit, ["customer_id"], run.run_id)
    return answer({**run.told, **shown})


@blueprint.get("/identities/suggestions", responses=documented(Suggestions))
def list_suggestions(query: Page) -> Response:
    """List pairs of customers that look like one, with the reasons, for a person to decide.

    Nobody is joined by it. Pairs that are one already, that somebody decided about, or that a
    record says something of are left out. Looked for on the current run's day.
    """
    looks = worker_cache(look_alikes).made
    start: tuple[str, str] = tuple(resumed(query.cursor, ["", ""]))
    at = bisect_right(looks, start, key=lambda look: (look.a, look.b))
    found: list[LookAlike] = []
    while at < len(looks) and len(found) <= query.limit:
        some = looks[at : at + query.limit + 1]
        found += undecided(some)
        at += len(some)
    items = [_suggested(look) for look in found[: query.limit + 1]]
    return answer(page(items, query.limit, ["a", "b"]))


@blueprint.get("/identities/<customer_id>", responses=documented(Identity, 404))
def get_identity(path: CustomerPath, query: OfRun) -> Response:
    """Tell a customer's numbers in a run, what joined them, and all that is decided.

    Any of the numbers may be named. `joined_by`, `conflicts` and `decisions` are told as records
    and decisions stand now: the next run follows them.
    """
    customer_named(path.customer_id)
    run = asked_run(query)
    known = customer_named(known_id(path.customer_id, run.run_id))
    rows = numbers_of(known.customer_id, run.run_id)
    numbers = {known.customer_id, *(row.customer_id for row in rows)}
    said, decisions = _all_said(numbers)
    resolved = resolve(said)
    return answer(
        {
            "customer_id": known.customer_id,
            "name": known.name,
            **run.told,
            "numbers": shown_numbers(known.customer_id, known.source, rows),
            "joined_by": [_edge(one) for one in resolved.joined if {one.a, one.b} & numbers],
            "conflicts": [
                _conflict(one) for one in resolved.conflicts if {one.edge.a, one.edge.b} & numbers
            ],
            "decisions": [
                told for told in _shown_decisions(decisions) if {told["a"], told["b"]} & numbers
            ],
        }
    )


@blueprint.post("/identities/decisions", responses=written(201, Decided, 403))
def decide_identity(query: NoQuery, body: DecisionBody) -> Response:
    """Decide whether two customer numbers are one customer, with a reason.

    Behind a sign-in it is proposed until somebody else approves it. The latest decision in force
    about a pair counts, and outweighs the records about it. The next run follows it.
    """
    there = known_customers([body.a, body.b])
    for field, customer_id in (("a", body.a), ("b", body.b)):
        if customer_id not in there:
            raise BadRequest(
                Text(f"没有客户{customer_id}", f"there is no customer {customer_id}"), field
            )
    first, second = pair_of(body.a, body.b)
    tokens = tokens_of(whole_store(), (first, second))
    made = propose(
        KIND,
        tokens[first],
        body.verdict,
        other=tokens[second],
        reason=body.reason,
        sent_author=body.author,
    )
    told = {"decision_no": made.decision_no, "state": made.state, "signed": made.signed}
    response = answer(told, 201)
    response.headers["Location"] = url_for(".get_identity", customer_id=first)
    return response


def undecided(looks: Sequence[LookAlike]) -> list[LookAlike]:
    """Those pairs of which no record and no decision says anything, under any of their numbers."""
    ids = sorted({end for look in looks for end in (look.a, look.b)})
    run_id = current_run().run_id
    known = {row.customer_id: row.known_id for row in store().rows(NumbersOf(ids, run_id))}
    asked = sorted({*ids, *known})
    said = {(row.customer_id, row.other_id) for row in store().rows(SameAsRecordsOf(asked))}
    said |= {
        (row.subject, row.other)
        for row in store().rows(DecisionsAbout(KIND, asked))
        if row.state in STANDING
    }
    pairs = {pair_of(known.get(a, a), known.get(b, b)) for a, b in said}
    return [look for look in looks if (look.a, look.b) not in pairs]


def _suggested(look: LookAlike) -> dict[str, Any]:
    reasons = [
        {"basis": basis, "zh": LOOKS[basis].title.zh, "en": LOOKS[basis].title.en}
        for basis in look.bases
    ]
    return {"a": look.a, "b": look.b, "reasons": reasons}


def _all_said(numbers: set[str]) -> tuple[list[Said], list[DecisionRow]]:
    """All that records and decisions say of numbers that hang together with some, however far.

    Raises BadRequest where that is more than NUMBERS_A_LOOK numbers. Cost: two queries a step.
    """
    said: list[Said] = []
    decisions: dict[int, DecisionRow] = {}
    seen: set[str] = set()
    frontier = numbers
    while frontier:
        seen |= frontier
        if len(seen) > NUMBERS_A_LOOK:
            raise BadRequest(
                Text(
                    f"此处相连的客户号超过{NUMBERS_A_LOOK}个：请看批次报告",
                    f"more than {NUMBERS_A_LOOK} numbers hang together here: see the run's report",
                )
            )
        asked = sorted(frontier)
        found = [
            Said(row.customer_id, row.other_id, row.verdict, row.since_at, row.basis)
            for row in store().rows(SameAsRecordsOf(asked))
        ]
        said += found
        rows = store().rows(DecisionsAbout(KIND, asked))
        decisions |= {row.decision_no: row for row in rows}
        ends = {end for one in found for end in (one.a, one.b)}
        ends |= {end for row in rows for end in (row.subject, row.other)}
        frontier = ends - seen
    latest_first = sorted(decisions.values(), key=lambda row: -row.decision_no)
    said += [
        Said(
            row.subject,
            row.other,
            row.action,
            int(instant_of(row.at).timestamp() * 1000),
            f"decision {row.decision_no}",
            row.decision_no,
        )
        for row in latest_first
        if row.state == "in_force"
    ]
    return list(dict.fromkeys(said)), latest_first


def _edge(one: Said) -> dict[str, Any]:
    return {
        "a": one.a,
        "b": one.b,
        "basis": one.basis,
        "since": zone().told(instant(one.at)),
        "decision_no": one.decision_no or None,
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {**_edge(one.edge), "different": list(one.different)}


def _shown_decisions(latest_first: Sequence[DecisionRow]) -> list[dict[str, Any]]:
    """All that was decided of some numbers, each with the next decision about the same two."""
    told: list[dict[str, Any]] = []
    later: dict[tuple[str, str], int] = {}
    for row in latest_first:
        pair = (row.subject, row.other)
        overruled_by = later.get(pair)
        told.append({**shown_verdict(row), "state": row.state, "overruled_by": overruled_by})
        if row.state == "in_force":
            later[pair] = row.decision_no
    return told
