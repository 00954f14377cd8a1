"""/: the first page, which shows each role what it begins a day with."""

from typing import Any

from flask import Blueprint, Response, request

from service.web.kit.asking import ask, ask_if, found
from service.web.kit.page import keep_cookie, page, page_viewer

blueprint = Blueprint("web_home", __name__)
#: The run that was current at the viewer's last visit, and the one of the visit before: `1.2`.
SEEN = "guanxi_seen"
#: How many rows each list has; the page of each has them all.
FEW = 5


@blueprint.get("/")
def home() -> Response:
    """What each role of the viewer begins a day with, and what waits for the viewer."""
    viewer = page_viewer()
    inbox = ask("GET /inbox", limit=FEW)
    run_id = int(inbox["run_id"] or 0)
    earlier = _seen_before(run_id)
    response = page(
        "home.html",
        inbox=inbox,
        earlier=earlier,
        run_id=run_id,
        relations=_of_relations(earlier, run_id)
        if "relationship_manager" in viewer.roles
        else None,
        risk=_of_risk(earlier, run_id) if "risk_officer" in viewer.roles else None,
        marketing=_of_marketing() if "marketer" in viewer.roles else None,
    )
    if run_id:
        keep_cookie(response, SEEN, f"{earlier or run_id}.{run_id}")
    return response


def _seen_before(run_id: int) -> int:
    """The run that the viewer saw before the current one; 0 where there is no other."""
    earlier, _, later = request.cookies.get(SEEN, "").partition(".")
    if not (earlier.isdecimal() and later.isdecimal()):
        return 0
    seen = int(earlier) if int(later) == run_id else int(later)
    return seen if 0 < seen < run_id else 0


def _of_relations(earlier: int, run_id: int) -> dict[str, Any]:
    """A relationship manager's customers and leads, and what changed since the last visit."""
    return {
        "customers": ask_if("GET /customers", limit=FEW),
        "leads": ask_if("GET /leads", limit=FEW),
        "changes": _changes(earlier, run_id),
    }


def _of_risk(earlier: int, run_id: int) -> dict[str, Any]:
    """Groups by their share of capital, overdue exposures, and new guarantee circles."""
    return {
        "limits": ask_if("GET /groups", kind="connected", sort="-tier1_share", limit=FEW),
        "overdue": ask_if("GET /exposures", overdue=True, limit=FEW),
        "circles": _changes(earlier, run_id, tag="guarantee_circle"),
    }


def _of_marketing() -> dict[str, Any]:
    """Opinion leaders who may be approached, and the largest communities."""
    return {
        "leaders": ask_if("GET /influencers", limit=FEW),
        "communities": ask_if("GET /communities", limit=FEW),
    }


def _changes(earlier: int, run_id: int, **asked: Any) -> dict[str, Any] | None:
    """What changed since the run that was seen before; None where there is nothing to compare.

    The earlier run may be out of reach by now: then it is as if it had never been seen.
    """
    if not earlier:
        return None
    operation = "GET /runs/{earlier}/changes/{later}"
    told = found(
        operation, earlier=earlier, later=run_id, limit=FEW, **{"purpose": "service", **asked}
    )
    return told if "items" in told else None
