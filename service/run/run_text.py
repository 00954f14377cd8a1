"""What commands say of runs, a line each."""

from collections.abc import Mapping
from typing import Any

from service.run.coverage import moved_line


def published(report: Mapping[str, Any]) -> str:
    """That a run which waited was published."""
    return (
        f"run {report['run_id']} as of {report['as_of']} is published: "
        f"{moved_line(report['moved'])}"
    )


def withdrawn(report: Mapping[str, Any]) -> str:
    """That a run was withdrawn, and what counts again."""
    withdrew = report["withdrew"]
    return (
        f"run {withdrew['run_id']} withdrawn: what run {withdrew['says_again']} said counts again, "
        f"as run {report['run_id']}"
    )


def listed_run(run: Mapping[str, Any]) -> str:
    """One run of the list: when it was published, or why it waits, and how much it says."""
    withdrew = run["withdrew"]
    because = (
        f"; withdrew run {withdrew['run_id']}, says again what run {withdrew['says_again']} "
        f"said: {withdrew['reason']}"
        if withdrew
        else ""
    )
    state = f"published {run['published_at']}"
    if run["state"] == "waiting":
        state = f"waits for a yes, since {moved_line(run['moved'])}"
    return (
        f"run {run['run_id']} as of {run['as_of']}, {state}: {run['holdings']} holdings of "
        f"{run['tags']} tags, {run['customers']} customers{because}"
    )
