"""/paths: how two customers are related."""

from typing import Any

from flask import Response

from cypher.vocabulary import Text
from service.api.graph.graph_answer import FORM, FormPath, answer_graph, graph_documents
from service.api.graph.plain_graph import graph_of_walk
from service.api.graph.schemas import Path, PathsGraphQuery, PathsQuery
from service.api.graph.shortest_path import shortest_path
from service.api.http.answers import answer
from service.api.http.lookups import known_customers
from service.api.http.openapi_responses import documented, noun
from service.api.http.times import asked_run
from service.api.identities.numbers import known_ids
from service.api.money.path_in_time import path_in_time
from service.api.money.span import span_of
from service.errors import BadRequest, NotFound

blueprint = noun("paths", __name__)


@blueprint.get("/paths", responses=documented(Path, 404))
def get_path(query: PathsQuery) -> Response:
    """Tell the nearest relationship path between two customers, with its edges in order.

    The nearest is the one whose ties come to the least `distance`, of these the one of the fewest
    edges, then the one of the smallest ids: kin and control are nearer than an office, a holding or
    a guarantee, these than a shared phone or a group, and that than payments; one or two payments
    are the farthest. No path leads through a hub: a customer with very many counterparties by its
    payments, an account or identifier that many have (GUANXI_HUB_PAYERS, GUANXI_HUB_CUSTOMERS);
    `hubs` counts those that were met. Nor through a group that a run derived, unless `types` names
    MEMBER_OF. Records count that are valid on the run's day; `include=ended` adds the others,
    marked.

    With order=time the shortest way that money went from the one to the other: payments only, each
    later than the one before.
    """
    return answer(_path(query))


@blueprint.get(f"/paths.{FORM}", responses=graph_documents(404))
def get_path_as_graph(path: FormPath, query: PathsGraphQuery) -> Response:
    """Give the answer of GET /paths as a graph file, without nodes where there is no path."""
    graph = graph_of_walk(_path(query))
    return answer_graph(graph, path, query.layout, f"path-{query.from_id}-{query.to_id}")


def _path(query: PathsQuery) -> dict[str, Any]:
    there = known_customers([query.from_id, query.to_id])
    for customer_id in (query.from_id, query.to_id):
        if customer_id not in there:
            raise NotFound(Text(f"没有客户{customer_id}", f"there is no customer {customer_id}"))
    run = asked_run(query)
    known = known_ids([query.from_id, query.to_id], run.run_id)
    from_id, to_id = known[query.from_id], known[query.to_id]
    if query.order == "time":
        if query.types not in (None, "PAID"):
            raise BadRequest(
                Text(
                    "资金路径只由付款组成：请去掉types",
                    "a way of money is made of payments: leave types out",
                ),
                "types",
            )
        span = span_of(query.since, query.until, query.min_amount, "since", "until")
        if query.include:
            raise BadRequest(
                Text("付款没有终止日期：请去掉include", "payments do not end: leave include out"),
                "include",
            )
        return {**run.told, **path_in_time(from_id, to_id, query.max_hops, span)}
    if query.since or query.until or query.min_amount:
        raise BadRequest(
            Text(
                "since、until和min_amount只用于付款路径：请同时指定order=time",
                "since, until and min_amount are for payments: name order=time too",
            ),
            "order",
        )
    found = shortest_path(
        from_id,
        to_id,
        query.types,
        query.max_hops,
        run.run_id,
        ended=query.include == "ended",
    )
    return {**run.told, **found}
