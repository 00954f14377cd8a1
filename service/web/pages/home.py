"""/: the first page, which shows each role what it begins a day with."""

from typing import Any

from flask import Blueprint, Response, request

from service.access.viewer import Viewer
from service.web.kit.asking import ask, ask_if, found, may
from service.web.kit.page import keep_cookie, page, page_viewer

blueprint = Blueprint("web_home", __name__)
#: The run that was current when the viewer was here last, and the one before that: `EARLIER.LATER`.
SEEN = "guanxi_seen"
#: How many rows each list has; the page of each has them all.
FEW = 5


@blueprint.get("/")
def home() -> Response:
    """What the viewer begins with: of his roles each shows what it asks for first."""
    viewer = page_viewer()
    run_id = _newest_run()
    earlier = _seen_before(run_id)
    response = page(
        "home.html",
        asks=_asks(viewer),
        earlier=earlier,
        run_id=run_id,
        **_of_relations(viewer, earlier, run_id),
        **_of_risk(viewer, earlier, run_id),
        **_of_marketing(viewer),
        inbox=ask("GET /inbox", limit=FEW),
    )
    if run_id:
        keep_cookie(response, SEEN, f"{earlier or run_id}.{run_id}")
    return response


def _asks(viewer: Viewer) -> dict[str, bool]:
    """Which parts the page has: those of the viewer's roles, all where nobody signs in."""
    roles = viewer.roles
    return {
        "relations": "relationship_manager" in roles,
        "risk": "risk_officer" in roles,
        "marketing": "marketer" in roles,
    }


def _newest_run() -> int:
    """The current run's number, 0 before the first."""
    told = ask("GET /inbox", limit=1)
    return int(told["run_id"] or 0)


def _seen_before(run_id: int) -> int:
    """The run that the viewer saw before the current one; 0 where he has seen no other."""
    earlier, _, later = request.cookies.get(SEEN, "").partition(".")
    if not (earlier.isdecimal() and later.isdecimal()):
        return 0
    seen = int(earlier) if int(later) == run_id else int(later)
    return seen if 0 < seen < run_id else 0


def _of_relations(viewer: Viewer, earlier: int, run_id: int) -> dict[str, Any]:
    if "relationship_manager" not in viewer.roles:
        return {}
    return {
        "customers": ask_if("GET /customers", limit=FEW),
        "leads": ask_if("GET /leads", limit=FEW),
        "changes": _changes(earlier, run_id, purpose="service"),
    }


def _of_risk(viewer: Viewer, earlier: int, run_id: int) -> dict[str, Any]:
    if "risk_officer" not in viewer.roles:
        return {}
    return {
        "limits": ask_if("GET /groups", kind="connected", sort="-tier1_share", limit=FEW),
        "overdue": ask_if("GET /exposures", overdue=True, limit=FEW),
        "circles": _changes(earlier, run_id, tag="guarantee_circle", purpose="service"),
    }


def _changes(earlier: int, run_id: int, **asked: Any) -> dict[str, Any] | None:
    """What changed since the run that was seen before; None where nothing can be compared."""
    if not earlier or not may("GET /runs/{earlier}/changes/{later}"):
        return None
    told = found(
        "GET /runs/{earlier}/changes/{later}", earlier=earlier, later=run_id, limit=FEW, **asked
    )
    return told if "items" in told else None


def _of_marketing(viewer: Viewer) -> dict[str, Any]:
    if "marketer" not in viewer.roles:
        return {}
    return {
        "leaders": ask_if("GET /influencers", limit=FEW),
        "communities": ask_if("GET /communities", limit=FEW),
    }
