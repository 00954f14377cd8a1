"""/customers: who they are, what tags they hold, what is around them."""

from typing import Any

import orjson
from flask import Response

from cypher.serve.customers import CustomerRow
from cypher.serve.holdings import HoldingsOfCustomer
from cypher.vocabulary import Text
from service.api.access.viewers import narrow_scope
from service.api.customers.full import full_customer
from service.api.customers.lists import customers_listed
from service.api.customers.ownership import ownership_of
from service.api.customers.schemas import (
    Customers,
    CustomersQuery,
    FullCustomer,
    HoldingsOfTag,
    OwnershipQuery,
    TagsOfCustomer,
    TagsQuery,
)
from service.api.graph.frontier import is_tied
from service.api.graph.graph_answer import FORM, answer_graph, graph_documents
from service.api.graph.neighbours import neighbours_of
from service.api.graph.plain_graph import graph_of_walk
from service.api.graph.schemas import (
    Neighbours,
    NeighboursGraphPath,
    NeighboursGraphQuery,
    NeighboursQuery,
    Ownership,
)
from service.api.graph.shown import customers_as_nodes
from service.api.http.answers import answer, store
from service.api.http.holding_text import shown_holdings
from service.api.http.lookups import customer_named, derived, tag_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import CustomerPath, HoldingPath
from service.api.http.purposes import ask_about, seen_tags
from service.api.http.times import AskedRun, OfRun, asked_run, no_run_yet
from service.errors import BadRequest, NotHeld, ServiceError, Unknown
from service.tagging.declaration import Tag
from service.tagging.evidence import edges_in

blueprint = noun("customers", __name__)


@blueprint.get("/customers", responses=documented(Customers, 404))
def list_customers(query: CustomersQuery) -> Response:
    """List customers by what they are found by, by who looks after them, by a tag and its grade.

    Without `q` they come in the order of ids. With it, exact names and numbers come first, then
    what begins with the text, then what holds each of its words; `matched` says by what each was
    found. By a tag for marketing, unless `purpose` says otherwise, customers who
    may not be approached are left out and counted.
    """
    if query.grade and not query.tag:
        raise BadRequest(
            Text("等级属于某个标签：请同时指定tag", "a grade belongs to a tag: name the tag too"),
            "grade",
            "tag",
        )
    return answer(customers_listed(query))


@blueprint.get("/customers/<customer_id>", responses=documented(FullCustomer, 308, 404))
def get_customer(path: CustomerPath, query: OfRun) -> Response:
    """Tell one customer: what the bank knows, its accounts, and its tags in brief."""
    return answer(full_customer(customer_named(path.customer_id), asked_run(query)))


@blueprint.get("/customers/<customer_id>/tags", responses=documented(TagsOfCustomer, 308, 404))
def get_tags(path: CustomerPath, query: TagsQuery) -> Response:
    """Tell every tag that a customer holds, each with its reason in a sentence.

    Those of purposes for which the viewer may not ask are left out.
    """
    run = asked_run(query)
    rows = _holdings(path.customer_id, "", run.run_id)
    if not rows or narrow_scope():
        customer_named(path.customer_id)
    seen = seen_tags()
    rows = [row for row in rows if row.tag_id in seen]
    shown = shown_holdings(path.customer_id, rows, run.run_id, query.include == "evidence")
    return answer({"customer_id": path.customer_id, **run.told, "tags": shown})


@blueprint.get(
    "/customers/<customer_id>/tags/<tag_id>", responses=documented(HoldingsOfTag, 308, 404)
)
def get_tag_of_customer(path: HoldingPath, query: OfRun) -> Response:
    """Tell how a customer holds one tag, with all the evidence, once for each subject.

    Where it is not held the problem's type ends in `not-held`; where that cannot be told, because
    nothing it could rest on is known, it ends in `unknown`.
    """
    tag = tag_named(path.tag_id)
    ask_about(tag)
    run = asked_run(query)
    rows = _holdings(path.customer_id, tag.tag_id, run.run_id)
    if not rows:
        raise _why_not(customer_named(path.customer_id), tag, run)
    edges = [edge for row in rows for edge in orjson.loads(edges_in(row.evidence))]
    ends = (edge[end] for edge in edges for end in ("from", "to"))
    return answer(
        {
            "customer_id": path.customer_id,
            "tag_id": tag.tag_id,
            **run.told,
            "holdings": shown_holdings(path.customer_id, rows, run.run_id, with_evidence=True),
            "nodes": [*customers_as_nodes([path.customer_id, *ends]).values()],
        }
    )


@blueprint.get("/customers/<customer_id>/neighbours", responses=documented(Neighbours, 308, 404))
def get_neighbours(path: CustomerPath, query: NeighboursQuery) -> Response:
    """Show what is around a customer: the nearest nodes first, and how many are left out.

    A hub is shown and not gone through: of a customer with very many counterparties the payments
    are not followed, of an account or identifier that many have its customers are not
    (GUANXI_HUB_PAYERS, GUANXI_HUB_CUSTOMERS); `hubs` counts them. Groups that a run derived are
    gone through only where `types` names MEMBER_OF. Records count that are valid on the run's day;
    `include=ended` adds the others, marked.
    """
    return answer(_neighbours(path.customer_id, query))


@blueprint.get(f"/customers/<customer_id>/neighbours.{FORM}", responses=graph_documents(308, 404))
def get_neighbours_as_graph(path: NeighboursGraphPath, query: NeighboursGraphQuery) -> Response:
    """Give what is around a customer as a graph file; `hidden` is said of the whole graph."""
    graph = graph_of_walk(_neighbours(path.customer_id, query))
    return answer_graph(graph, path, query.layout, f"neighbours-{path.customer_id}")


@blueprint.get("/customers/<customer_id>/ownership", responses=documented(Ownership, 308, 404))
def get_ownership(path: CustomerPath, query: OwnershipQuery) -> Response:
    """Tell every owner above a customer and everything it owns below, and who controls whom.

    `share` and `votes` are held directly, `integrated` is the share through all paths. Only records
    that are valid on the day count, and nobody owns a person.
    """
    customer_named(path.customer_id)
    return answer(ownership_of(path.customer_id, asked_run(query), query.limit))


def _neighbours(customer_id: str, query: NeighboursQuery) -> dict[str, Any]:
    customer_named(customer_id)
    run = asked_run(query)
    found = neighbours_of(
        customer_id,
        query.types,
        query.hops,
        query.limit,
        run.run_id,
        ended=query.include == "ended",
    )
    return {**run.told, **found}


def _holdings(customer_id: str, tag_id: str, run_id: int) -> Any:
    return store().rows(HoldingsOfCustomer(customer_id=customer_id, tag_id=tag_id, run_id=run_id))


def _why_not(customer: CustomerRow, tag: Tag, run: AskedRun) -> ServiceError:
    if not run.run_id:
        return Unknown(no_run_yet())
    unsure = Text(
        f"无法判断{customer.customer_id}是否持有{tag.tag_id}",
        f"whether {customer.customer_id} holds {tag.tag_id} cannot be told",
    )
    if not derived(tag.tag_id, run.run_id):
        return Unknown(
            Text(
                f"{unsure.zh}：业务日期{run.as_of}的批次{run.run_id}没有计算该标签",
                f"{unsure.en}: run {run.run_id}, as of {run.as_of}, did not derive it",
            )
        )
    missing = [name for name in tag.rests_on_columns if getattr(customer, name) is None]
    if missing:
        return Unknown(
            Text(
                f"{unsure.zh}：客户本身的{'、'.join(missing)}未知",
                f"{unsure.en}: of the customer itself {', '.join(missing)} is not known",
            )
        )
    rests = tag.rests_on
    asked = rests and (not tag.rests_on_kinds or customer.kind in tag.rests_on_kinds)
    if asked and not is_tied(customer.customer_id, [*rests], run.on):
        return Unknown(
            Text(
                f"{unsure.zh}：没有可作依据的记录（{'、'.join(rests)}）",
                f"{unsure.en}: nothing is known of it that it could rest on ({', '.join(rests)})",
            )
        )
    return NotHeld(
        Text(
            f"{customer.customer_id}不持有{tag.tag_id}",
            f"{customer.customer_id} does not hold {tag.tag_id}",
        )
    )
