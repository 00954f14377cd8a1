"""/runs: what was derived, on what and how long it took, and what changed between two runs."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.web.kit.asking import ask, found, may
from service.web.kit.page import link, page, page_viewer, typed, whole

blueprint = Blueprint("web_runs", __name__)

_CHANGES = (
    *("tag", "relationship_manager", "branch", "region", "kind", "industry", "is_client"),
    *("purpose", "sort", "limit", "cursor"),
)
_BETWEEN = "GET /runs/{earlier}/changes/{later}"


@blueprint.get("/runs")
def runs() -> Response:
    """The published runs, those published last first."""
    page_viewer("GET /runs")
    return page("runs.html", found=ask("GET /runs", **typed("limit", "cursor")), of_files=whole({}))


@blueprint.get("/runs/<int(signed=True):run_id>")
def run(run_id: int) -> Response:
    """One run: what it stands on, what it found, with which settings and weights.

    Of one that is not published, how it can be.
    """
    page_viewer("GET /runs/{run_id}")
    told = found("GET /runs/{run_id}", run_id=run_id)
    if "status" in told:
        return page("runs/not_published.html", told["status"], told=told, run_id=run_id)
    report = told["report"]
    return page(
        "runs/run.html",
        told=told,
        report=report,
        weights={
            tag_id: tag["notes"]["weights"]
            for tag_id, tag in report["tags"].items()
            if "weights" in tag["notes"]
        },
        unknown={
            tag_id: {name: count for name, count in tag["notes"]["unknown"].items() if count}
            for tag_id, tag in report["tags"].items()
            if any(tag["notes"].get("unknown", {}).values())
        },
        others=_others(run_id),
    )


@blueprint.get("/runs/changes")
def choose() -> AnyResponse:
    """Lead to the changes between the two runs that a form chose."""
    page_viewer(_BETWEEN)
    earlier, later = (request.args.get(name, "") for name in ("earlier", "later"))
    numbers = (earlier.lstrip("-"), later.lstrip("-"))
    return redirect(
        link(f"/runs/{earlier}/changes/{later}")
        if all(number.isdecimal() for number in numbers)
        else link("/runs"),
        303,
    )


@blueprint.get("/runs/<int(signed=True):earlier>/changes/<int(signed=True):later>")
def changes(earlier: int, later: int) -> Response:
    """Which holdings were gained, lost or changed between two runs."""
    page_viewer(_BETWEEN)
    return page(
        "runs/changes.html",
        told=found(_BETWEEN, earlier=earlier, later=later, **typed(*_CHANGES)),
        earlier=earlier,
        later=later,
        tags=ask("GET /tags", limit=500)["items"],
        of_files=whole(typed(*_CHANGES)),
    )


def _others(run_id: int) -> list[dict[str, Any]]:
    """The other runs with which one may be compared, where the viewer may ask for changes."""
    if not may(_BETWEEN):
        return []
    listed: list[dict[str, Any]] = ask("GET /runs", limit=100)["items"]
    return [row for row in listed if row["run_id"] != run_id]
