"""/contagion: who fails or loses if some fail, without touching what is stored."""

from flask import Response

from service.api.contagion.cache import day_of_losses
from service.api.contagion.cascade import shown_cascade
from service.api.contagion.cut import shown_cut
from service.api.contagion.cut_schemas import ContagionCut, CutBody
from service.api.contagion.graph import graph_of_contagion
from service.api.contagion.schemas import Contagion, ContagionBody
from service.api.graph.graph_answer import (
    FORM,
    FormPath,
    LayoutQuery,
    answer_graph,
    graph_documents,
)
from service.api.http.answers import answer
from service.api.http.openapi_responses import noun, written
from service.api.http.parameters import NoQuery

blueprint = noun("contagion", __name__)


@blueprint.post("/contagion", responses=written(200, Contagion))
def run_contagion(query: NoQuery, body: ContagionBody) -> Response:
    """Tell who fails or loses, round by round and why, and what the bank loses by it.

    A guarantee makes the guarantor lose if the borrower fails, an obligation the creditor, a
    dependency by receipts the dependent; net assets bear the losses. `threshold` and the two
    `debtrank` ask who fails (`defaulted`) or is hit how hard (`shocks` by id, `shock` by industry,
    region, branch, tag or group); `clearing` goes along obligations only, needs neither, and takes
    a shock as the loss of that share of what a customer keeps at the bank. `question` says what
    the model answers. The bank loses, of its own exposures to each customer that fails, what is
    drawn and not covered, times the loss given default and how far the customer failed. `remove`
    plays it again without some edges and says what that changes. Only amounts in the bank's
    currency count; `unknown` says what could not. Nothing stored changes.
    """
    return answer(shown_cascade(body, day_of_losses()))


@blueprint.post(f"/contagion.{FORM}", responses=graph_documents(404, read=False))
def run_contagion_as_graph(path: FormPath, query: LayoutQuery, body: ContagionBody) -> Response:
    """Give the answer of POST /contagion as a graph file: who is hit, and the edges behind it."""
    told = shown_cascade(body, day_of_losses())
    return answer_graph(graph_of_contagion(told), path, query.layout, "contagion")


@blueprint.post("/contagion/cut", responses=written(200, ContagionCut))
def cut_contagion(query: NoQuery, body: CutBody) -> Response:
    """Find which guarantees to give up so that fewer fail when those in `defaulted` do.

    By the threshold rule of POST /contagion. With `protect`: the fewest, or those of the least
    amount, without which nobody in it fails. Without: each guarantee whose release alone spares a
    customer or the bank a loss, ranked by the bank's loss avoided for each unit of cover given up,
    those that give up none first. A guarantee for a borrower who has drawn at this bank is the
    bank's own cover, and stays unless `own_cover` is true; debts between customers are not the
    bank's to release, and stay unless `of` names obligations; dependencies always stay. To find the
    least is hard in general: the search goes through a bounded number of cascades, and says with
    `exact` and `bound` what it can say of what it found. Nothing stored changes.
    """
    return answer(shown_cut(body, day_of_losses()))
