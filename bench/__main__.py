"""`python -m bench [NAME ...]`: measure, print one table, and optionally write it as JSON.

Exit status: 0 measured, whatever came out; 1 something could not be measured; 2 no such name.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.banks import Unequal
from bench.closed_loop import NotAnswered
from bench.figures import Figure, table
from bench.machine import machine
from bench.peers import NoPeer
from tests.neo4j.waiting import NoNeo4j, NotStarted

#: Each is a module of this package with a function `measure(scale)`.
NAMES = (
    "load_sqlite",
    "load_mapped",
    "load_neo4j",
    "view_sqlite",
    "view_neo4j",
    "tags",
    "graph",
    "serving",
    "starving",
    "pagerank_iteration",
    "control",
    "group_page",
    "pages",
    "search",
    "identities",
    "affiliates",
    "connected",
    "integrated_ownership",
    "contagion",
    "money_circles",
    "money_flows",
    "guarantees",
    "referrals",
    "influence_seeds",
    "behaviour_twins",
    "communities",
)
QUICK = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements that are named; returns the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no such name: {', '.join(sorted(unknown))}; they are {', '.join(NAMES)}")
    scale = QUICK if options.quick else 1.0
    told = machine()
    figures: list[Figure] = []
    missing = []
    for name in options.names or NAMES:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        try:
            figures += importlib.import_module(f"bench.{name}").measure(scale)
        except (NoNeo4j, NoPeer, NotAnswered, NotStarted, Unequal) as reason:
            missing.append(f"{name} not measured: {reason}")
    print(", ".join(f"{name} {value}" for name, value in told.items()))
    print(f"at {'a tenth of the' if options.quick else 'full'} size\n")
    print("\n".join([table(figures), *missing]))
    if options.json:
        report = {
            "machine": told,
            "scale": scale,
            "figures": [figure.as_json() for figure in figures],
            "missing": missing,
        }
        options.json.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    return 1 if missing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="everything at a tenth of its size")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures and machine too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
