"""What one customer under several numbers costs a run: a million numbers, 100,000 pairs.

Two runs of one tag over the same store, each in a process of its own: with `GUANXI_RESOLVE=off`,
and with the pairs resolved, written as identities and seen by every view. Each run resolves anew,
since the one before ended all identities, so that writing them all is counted. What is wanted is
wanted of the difference. Few holdings make a majority: what is published of the tag is little, and
the same in both.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.banks import load_all, must_equal
from bench.figures import Figure
from cypher.engine.sqlite import SqliteStore

CUSTOMERS, PAIRS, HOLDINGS = 1_000_000, 100_000, 300_000
SECONDS, MEGABYTES = 3.0, 200.0
ROUNDS = 3
SEED = 20_261_129
DERIVE = """
import resource, sys
from service.__main__ import main
status = main(["derive", "--as-of", "2025-12-31", "--tags", "control_group_member", "--json"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(status)
"""


def measure(scale: float) -> list[Figure]:
    """Seconds and megabytes that resolving adds to a run; pairs of runs."""
    customers, pairs = int(CUSTOMERS * scale), int(PAIRS * scale)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, customers, pairs, int(HOLDINGS * scale))
        path = folder / "guanxi.db"
        with closing(SqliteStore(path)) as store:
            load_all(store, folder)
        seconds, megabytes = [], []
        _derived(path, "off")
        for _ in range(ROUNDS):
            report, took, peak = _derived(path, "confirmed")
            must_equal("numbers resolved", report["identities"]["numbers"], 2 * pairs)
            _, without, least = _derived(path, "off")
            seconds.append(took - without)
            megabytes.append(peak - least)
    note = f"{customers:,} numbers, {pairs:,} pairs; the last run without took {without:.1f} s"
    return [
        Figure("resolving numbers", "s more", tuple(seconds), at_most=SECONDS, note=note),
        Figure("resolving numbers, memory", "MB more", tuple(megabytes), at_most=MEGABYTES),
    ]


def _write(folder: Path, customers: int, pairs: int, holdings: int) -> None:
    """Canonical files: each pair is of two numbers that are in no other."""
    random = np.random.default_rng(SEED)
    numbers = random.permutation(customers)
    with (folder / "customers.csv").open("w") as file:
        file.write("customer_id,kind,name\n")
        file.writelines(f"C{i:07},company,甲{i}\n" for i in range(customers))
    with (folder / "same_as.csv").open("w") as file:
        file.write("customer_id,other_customer_id,basis\n")
        for a, b in numbers[: 2 * pairs].reshape(-1, 2).tolist():
            file.write(f"C{a:07},C{b:07},crm\n")
    ends = np.unique(random.integers(0, customers, (holdings, 2)), axis=0)
    with (folder / "ownerships.csv").open("w") as file:
        file.write("owner_id,owned_id,share\n")
        file.writelines(f"C{a:07},C{b:07},0.3\n" for a, b in ends.tolist() if a != b)


def _derived(path: Path, resolve: str) -> tuple[dict[str, dict[str, int]], float, float]:
    """A run's report, its seconds and the megabytes that its process had at most."""
    environment = {**os.environ, "GUANXI_STORE": f"sqlite:///{path}", "GUANXI_RESOLVE": resolve}
    done = subprocess.run(
        [sys.executable, "-c", DERIVE], env=environment, check=True, capture_output=True, text=True
    )
    *_, told, peak = done.stdout.splitlines()
    report = json.loads(told)
    return report, float(report["seconds"]), int(peak) / 1024
