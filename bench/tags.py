"""Deriving the three tags of a million customers and ten million payments, from arrays in memory.

No peer: what is wanted is less than a minute and less than 4 GB. A process of its own makes a
synthetic bank (the real `Bank` over arrays instead of a store), finds each tag's holders and makes
every row that the publisher would write, value and evidence as JSON; the rows are thrown away.
Kernels are compiled beforehand; making the arrays is not timed, but counts into the memory.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bench.figures import Figure

TAGS = ("control_group_member", "guarantee_circle", "opinion_leader")
#: These stand on the influence network as well: for the record.
FURTHER = ("community_core", "community_member", "bridge")
SECONDS, GIGABYTES = 60.0, 4.0
TIMEOUT_SECONDS = 1800


def measure(scale: float) -> list[Figure]:
    """Seconds a tag and altogether, and the process's peak memory; one round."""
    found, further = _measured(scale, TAGS), _measured(scale, FURTHER)
    figures = _figures(found)
    total = sum(figure.ours[0] for figure in figures)
    return [
        *figures,
        Figure("tags, all", "s", (total,), at_most=SECONDS),
        _peak("tags", found, GIGABYTES),
        *_figures(further),
        _peak("further tags", further),
    ]


def _measured(scale: float, tag_ids: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.tags_in_memory", str(scale), *tag_ids],
        stdout=subprocess.PIPE,
        check=True,
        timeout=TIMEOUT_SECONDS,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _figures(found: dict[str, Any]) -> list[Figure]:
    return [
        Figure(
            tag_id,
            "s",
            (tag["finding"] + tag["telling"],),
            note=f"{tag['finding']:.1f} s to find {tag['holdings']:,} holdings, "
            f"{tag['telling']:.1f} s to tell them ({tag['json_characters'] / 1e6:,.0f} MB of "
            f"JSON); {tag['cpu']:.1f} s of processor time",
        )
        for tag_id, tag in found["tags"].items()
    ]


def _peak(name: str, found: dict[str, Any], at_most: float | None = None) -> Figure:
    return Figure(
        f"{name}, peak memory",
        "GB",
        (found["peak_bytes"] / 1e9,),
        at_most=at_most,
        note=f"of which {found['array_bytes'] / 1e9:.2f} GB are the arrays that go in",
    )
