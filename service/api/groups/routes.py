"""/groups: who belongs together, derived or declared, and why."""

from typing import Any

from flask import Response, current_app, request

from cypher.serve.groups import GroupById, MembersOfGroup
from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.graph.graph_answer import FORM, answer_graph, graph_documents
from service.api.groups.gap import gap_of
from service.api.groups.graph import graph_of_group
from service.api.groups.history import history_of
from service.api.groups.large_exposures import Parts, large_exposures, shown_lines
from service.api.groups.listed import listed_groups
from service.api.groups.lookups import group_named
from service.api.groups.present import (
    overrides_in_force,
    shown_groups,
    shown_members,
    shown_overrides,
)
from service.api.groups.schemas import (
    FullGroup,
    GroupGraphPath,
    GroupGraphQuery,
    GroupHistory,
    Groups,
    GroupsQuery,
    LargeExposures,
    Why,
    WhyQuery,
)
from service.api.groups.why import why
from service.api.http.answers import answer, once_a_request, settings, store
from service.api.http.cursors import cursor
from service.api.http.group_names import names_of_groups
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import GroupPath
from service.api.http.times import AskedRun, PageOfRun, asked_run, begun, current_run
from service.money import stored_money

blueprint = noun("groups", __name__)


@blueprint.get("/groups", responses=documented(Groups, 404))
def list_groups(query: GroupsQuery) -> Response:
    """List groups by kind and id, or sorted by what they come to.

    Narrowed to those of a customer, over their limit, or with a member whom some filters name.
    """
    run, page = listed_groups(query)
    return answer({**run.told, **page})


@blueprint.get("/large-exposures", responses=documented(LargeExposures, 404))
def list_large_exposures(query: PageOfRun) -> Response:
    """Report large exposures, the largest first: connected groups, their members, single clients.

    A group is one exposure (商业银行大额风险暴露管理办法); a client of two groups counts in both.
    In the bank's own currency; all exposures where GUANXI_TIER1_CAPITAL is not given.
    """
    run, (reported,) = begun(query, [0])
    lines, known = once_a_request("large_exposures", lambda: large_exposures(run))
    shown = lines[reported : reported + query.limit]
    more = reported + query.limit < len(lines)
    return answer(
        {
            **run.told,
            "currency": settings().currency,
            "tier1_capital": stored_money(settings().tier1_capital or None),
            "totals": sum((line.parts for line in lines), Parts()).told(),
            "items": shown_lines(shown, known, reported + 1),
            "next": cursor([reported + query.limit, run.run_id]) if more else None,
        }
    )


@blueprint.get("/groups/<group_id>", responses=documented(FullGroup, 404))
def get_group(path: GroupPath, query: PageOfRun) -> Response:
    """Tell one group: its head, what the bank stands to lose, and each member with its reasons.

    Members come by id, a page at a time. A control group is compared with the group that the bank
    itself declared, and that with the control group: both tell the same. What somebody decided
    about a member is told beside it and changes nothing.
    """
    run, (after_id,) = begun(query, [""])
    return answer(_full_group(path.group_id, run, after_id, query.limit))


@blueprint.get(f"/groups/<group_id>.{FORM}", responses=graph_documents(404))
def get_group_as_graph(path: GroupGraphPath, query: GroupGraphQuery) -> Response:
    """Give one group as a graph file: members as nodes, the edges of their reasons between them.

    A graph has no pages: all members are in it unless `limit` leaves some out.
    """
    graph = graph_of_group(_full_group(path.group_id, asked_run(query), "", query.limit))
    return answer_graph(graph, path, query.layout, f"group-{path.group_id}")


@blueprint.get("/groups/<group_id>/why", responses=documented(Why, 404))
def get_why(path: GroupPath, query: WhyQuery) -> Response:
    """Tell why a customer is in a group; where it is not, what is missing."""
    run = asked_run(query)
    return answer(why(group_named(path.group_id, run.run_id), query.customer_id, run))


@blueprint.get("/groups/<group_id>/history", responses=documented(GroupHistory, 404))
def get_history(path: GroupPath, query: PageOfRun) -> Response:
    """Tell what runs did to a group, the latest first: splits and mergers, who came and went.

    Up to the run that is asked; runs beside the current line do nothing to groups, so that one of
    them has the history up to its day.
    """
    run, events = history_of(path.group_id, [*LISTED_GROUP_KINDS], query)
    if not events["items"]:
        group_named(path.group_id, run.run_id)
    names = names_of_groups([path.group_id], run.run_id)
    name = names.get(path.group_id)
    return answer({"group_id": path.group_id, "name": name, **run.told, **events})


@blueprint.before_request
def whole_segment_first() -> Response | None:
    """Answer about the group whose own id ends as a graph's form does, where there is one."""
    if request.endpoint != "groups.get_group_as_graph":
        return None
    named = request.view_args or {}
    whole = f"{named['group_id']}.{named['form']}"
    if not store().rows(GroupById(whole, [*LISTED_GROUP_KINDS], current_run().run_id)):
        return None
    answered: Any = current_app.view_functions["groups.get_group"]
    response: Response = answered(group_id=whole)
    return response


def _full_group(group_id: str, run: AskedRun, after_id: str, limit: int) -> dict[str, Any]:
    """What is told of one group with some of its members; raises NotFound where there is none."""
    run_id = run.run_id
    group = group_named(group_id, run_id)
    members = store().rows(
        MembersOfGroup(group_id=group_id, run_id=run_id, after_id=after_id, limit=limit + 1)
    )
    shown = members[:limit]
    overrides = overrides_in_force(group_id, run_id)
    return {
        **shown_groups([group], run)[0],
        **run.told,
        "gap": gap_of(group, run_id),
        "overrides": shown_overrides(overrides, run_id),
        "members": shown_members(group_id, shown, overrides, run),
        "next": cursor([shown[-1].customer_id, run_id]) if len(members) > limit else None,
    }
