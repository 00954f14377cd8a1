"""/contagion: who fails or loses if some fail, without touching what is stored."""

from typing import Any

import numpy as np
from flask import Response

from cypher.engine.arrays import Floats
from service.api.contagion.cache import day_of_losses
from service.api.contagion.cut import shown_cut
from service.api.contagion.graph import graph_of_contagion
from service.api.contagion.present import shown_comparison, shown_outcome
from service.api.contagion.schemas import Contagion, ContagionBody, ContagionCut, CutBody
from service.api.graph.graph_answer import (
    FORM,
    FormPath,
    LayoutQuery,
    answer_graph,
    graph_documents,
)
from service.api.http.answers import answer
from service.api.http.openapi_responses import noun, written
from service.api.identities.positions import positions_named, positions_of
from service.errors import BadRequest
from service.graph.arrays import Flags
from service.relations.contagion.loss_arcs import loss_arcs
from service.relations.contagion.loss_edges import OBLIGATION, TYPES, LossTables
from service.relations.contagion.scenarios import (
    Scenario,
    edges_counted,
    outcome,
    value_by_exposure,
)
from service.run.customer_positions import listed_at_fault

blueprint = noun("contagion", __name__)


@blueprint.post("/contagion", responses=written(200, Contagion))
def run_contagion(body: ContagionBody) -> Response:
    """Tell who fails or loses, round by round and why, once some have failed or were hit.

    A guarantee makes the guarantor lose if the borrower fails, an obligation the creditor, a
    dependency by receipts the dependent; net assets bear the losses. `threshold` and the two
    `debtrank` ask who fails (`defaulted`) or is hit how hard (`shocks`); `clearing` goes along
    obligations only, needs neither, and takes a shock as the loss of that share of what a customer
    keeps at the bank. `remove` plays it again without some edges and says what that changes.
    Only amounts in the bank's currency count; `unknown` says what could not. Nothing stored
    changes.
    """
    return answer(_cascade(body))


@blueprint.post(f"/contagion.{FORM}", responses=graph_documents(404, read=False))
def run_contagion_as_graph(path: FormPath, query: LayoutQuery, body: ContagionBody) -> Response:
    """Give the answer of POST /contagion as a graph file: who is hit, and the edges behind it."""
    return answer_graph(graph_of_contagion(_cascade(body)), path, query.layout, "contagion")


@blueprint.post("/contagion/cut", responses=written(200, ContagionCut))
def cut_contagion(body: CutBody) -> Response:
    """Find the fewest guarantees and obligations, or those of the least amount, to take away.

    Without them nobody in `protect` fails when those in `defaulted` do, by the threshold rule of
    POST /contagion. Dependencies cannot be taken away. To find the least is hard in general: the
    search goes through a bounded number of cascades, and says with `exact` and `bound` what it can
    say of what it found. Nothing stored changes.
    """
    return answer(shown_cut(body, day_of_losses()))


def _cascade(body: ContagionBody) -> dict[str, Any]:
    """What became of a scenario, as it is served."""
    day = day_of_losses()
    losses, arcs = day.made.losses, day.made.arcs
    scenario, weighed_by = _scenario(body, losses)
    happened = outcome(arcs[body.model], losses, scenario)
    if not body.remove:
        told = shown_outcome(losses, arcs[body.model], scenario, happened, body.limit)
    else:
        kept = edges_counted(body.model, losses) & ~_removed(body, losses)
        fewer = loss_arcs(losses, kept)
        changed = outcome(fewer, losses, scenario)
        told = shown_outcome(losses, fewer, scenario, changed, body.limit)
        told["without_removal"] = shown_comparison(losses, scenario, changed, happened, body.limit)
    return {
        "model": body.model,
        "run_id": day.run_id or None,
        "as_of": day.on,
        "currency": losses.currency,
        "value": weighed_by,
        **told,
        "unknown": losses.unknown,
    }


def _scenario(body: ContagionBody, losses: LossTables) -> tuple[Scenario, str]:
    """The scenario that is asked for, and by what its impact weighs customers."""
    _refuse_contradictions(body)
    shock = np.zeros(len(losses))
    shock[positions_named(losses.customer_ids, body.shocks, "shocks")] = list(body.shocks.values())
    shock[positions_named(losses.customer_ids, body.defaulted, "defaulted")] = 1.0
    value, weighed_by = _value(body, losses)
    scenario = Scenario(body.model, shock, value, body.loss_given_default, body.max_rounds)
    return scenario, weighed_by


def _refuse_contradictions(body: ContagionBody) -> None:
    if twice := sorted(body.shocks.keys() & set(body.defaulted)):
        raise BadRequest(
            f"{listed_at_fault(twice)} stands in defaulted and in shocks: name it in one of them",
            "defaulted",
            "shocks",
        )
    if body.model == "clearing":
        if body.loss_given_default != 1:
            raise BadRequest(
                "clearing works out by itself what is lost: leave loss_given_default out",
                "loss_given_default",
            )
        return
    if not body.defaulted and not body.shocks:
        raise BadRequest(
            f"{body.model} asks who has failed or was hit: name them in defaulted or shocks",
            "defaulted",
            "shocks",
        )
    if body.model == "threshold" and any(shock != 1 for shock in body.shocks.values()):
        raise BadRequest(
            "under threshold a customer has failed or it has not: name those who have in "
            "defaulted; shocks below 1 are for debtrank and clearing",
            "shocks",
        )


def _value(body: ContagionBody, losses: LossTables) -> tuple[Floats, str]:
    """What each customer weighs in the impact, and how that was come by."""
    if isinstance(body.value, dict):
        value = np.zeros(len(losses))
        value[positions_named(losses.customer_ids, body.value, "value")] = list(body.value.values())
        if not value.any():
            raise BadRequest("value gives no customer any weight", "value")
        return value, "given"
    if body.value == "equal":
        return np.ones(len(losses)), "equal"
    value, lent = value_by_exposure(losses)
    return value, "exposure" if lent else "equal"


def _removed(body: ContagionBody, losses: LossTables) -> Flags:
    """Which loss edges are taken away; raises BadRequest for one that there is not."""
    kind = np.array([TYPES.index(tie.type) for tie in body.remove])
    begins = positions_of(losses.customer_ids, (tie.from_id for tie in body.remove))
    ends = positions_of(losses.customer_ids, (tie.to_id for tie in body.remove))
    first, end = losses.rows_of(kind, begins, ends)
    missing = (first == end) | (begins < 0) | (ends < 0)
    if body.model == "clearing":
        missing |= kind != OBLIGATION
    if missing.any():
        edges = [
            f"{one.type} from {one.from_id} to {one.to_id}"
            for one, gone in zip(body.remove, missing, strict=True)
            if gone
        ]
        along = "obligations" if body.model == "clearing" else "what could carry a loss"
        raise BadRequest(f"among {along} there is no {listed_at_fault(edges)}", "remove")
    removed = np.zeros(len(losses.edges.kind), np.bool_)
    for a, b in zip(first.tolist(), end.tolist(), strict=True):
        removed[a:b] = True
    return removed
