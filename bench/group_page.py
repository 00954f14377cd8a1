"""GET /api/v1/groups/{id} of a control group of 1,000 members, under gunicorn on SQLite.

Loaded and derived by the commands, access log on; pages of 50 members with their reasons, and the
exposure and gap of the whole group, one client at a time. Wanted is a 99th percentile below 100 ms;
the peer, for the record, is `bench.bare_app` under the same configuration.
"""

import itertools
import json
import urllib.request
from pathlib import Path

from bench.closed_loop import HOST, closed_loop
from bench.figures import Figure
from bench.rounds import alternate
from bench.serving import side_by_side
from tests.banks import write_files
from tests.building import companies

ROUNDS = 3
SECONDS = 5.0
MEMBERS = 1_000
MILLISECONDS = 100.0


def measure(scale: float) -> list[Figure]:
    """The 99th percentile in milliseconds; the scale shortens the rounds, not the group."""
    with side_by_side(_bank) as ports:
        paths = (f"/api/v1/groups/{_largest_group(ports[0])}", "/api/v1/customers/H/tags")

        def p99(side: int) -> float:
            asked = itertools.repeat(paths[side])
            return closed_loop(ports[side], asked, 1, SECONDS * max(scale, 0.2)).p99_ms

        p99(0), p99(1)
        theirs, own = alternate(lambda: p99(1), lambda: p99(0), ROUNDS)
    return [
        Figure("group of 1,000, p99", "ms", own, at_most=MILLISECONDS),
        Figure("group of 1,000, p99 : bare route", "ms", own, theirs),
    ]


def _bank(folder: Path) -> Path:
    members = [f"C{number:04}" for number in range(1, MEMBERS)]
    return write_files(
        folder,
        customers=companies("H", *members),
        ownerships=[{"owner_id": "H", "owned_id": each, "share": "0.6"} for each in members],
        exposures=[
            {"exposure_id": f"E{each}", "customer_id": each, "amount": "1000.50"}
            for each in members
        ],
        groups=[{"group_id": "G", "name": "G"}],
        group_members=[{"group_id": "G", "customer_id": each} for each in members[:-10]],
    )


def _largest_group(port: int) -> str:
    with urllib.request.urlopen(f"http://{HOST}:{port}/api/v1/groups?kind=control") as response:
        (group,) = json.load(response)["items"]
    if group["size"] != MEMBERS:
        raise ValueError(f"the group has {group['size']} members, not {MEMBERS}")
    found: str = group["group_id"]
    return found
