"""A bank of any size is loaded, published, changed and published again in 200 MB of transactions.

A derivation is killed in each of its phases and made good by the next, and in the end Neo4j holds
what the embedded store holds: holdings, groups and their history, row by row.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr

from cypher import Store, StoreSettings, open_store
from cypher.copy import PARTS, part_name
from cypher.serve.runs import CurrentRun
from service.demo import write_demo_bank
from tests.neo4j.java_server import java_server
from tests.run.test_publishing_on_neo4j import differences

SIZES = [int(size) for size in os.environ.get("GUANXI_SCALE", "20000,100000").split(",")]
MEMORY = "dbms.memory.transaction.total.max=200m"
FIRST, SECOND = "2025-12-31", "2026-06-30"
#: At which line of its progress a derivation is killed; the last is after its switch.
PHASES = ("reading the customers", "deriving opinion_leader", "deriving relationship", "publishing")
COMPARED = {"holdings", "derived_groups", "group_events"}
PATIENCE = 3 * 3600


@pytest.fixture(params=SIZES)
def customers(request: pytest.FixtureRequest) -> int:
    """How large the bank is."""
    size: int = request.param
    return size


@pytest.fixture
def server() -> Iterator[str]:
    """A server that gives all transactions together 200 MB."""
    with java_server(settings=[MEMORY]) as url:
        yield url


@pytest.mark.timeout(PATIENCE)
def test_a_bank_is_published_whatever_its_size(customers: int, server: str, tmp_path: Path) -> None:
    files, changed = tmp_path / "files", tmp_path / "changed"
    for folder, seed in ((files, 1), (changed, 2)):
        write_demo_bank(folder, customers, seed, lambda name, count: None)
    # Of the second bank only the customers and the ties: groups come, go and split.
    for kept in changed.iterdir():
        if kept.stem.partition(".")[0] not in ("customers", "guarantees", "ownerships", "kinships"):
            kept.unlink()
    embedded = f"sqlite:///{tmp_path / 'guanxi.db'}"
    for url in (embedded, server):
        run(url, "loaders", str(files))
        run(url, "service", "derive", "--as-of", FIRST)
    assert differences(server) == []
    for url in (embedded, server):
        run(url, "loaders", str(changed))
    for phase in PHASES:
        killed(server, phase)
    killed_after_its_switch(server)
    # Killed and begun again as often: both stores have runs of these numbers.
    for url in (embedded, server):
        with closing(opened(url)) as store:
            while current(store) < 3:
                run(url, "service", "derive", "--as-of", SECOND)
    assert differences(server) == []
    with closing(opened(embedded)) as here, closing(opened(server)) as there:
        assert sums(there) == sums(here)


def run(url: str, *command: str) -> None:
    """Run a command to its end, which must be a good one, and tell what it took."""
    began = time.monotonic()
    environment = {**os.environ, "GUANXI_LANG": "en", "GUANXI_STORE": url}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    engine = url.partition(":")[0]
    print(f"{engine} {' '.join(command[:2])}: {time.monotonic() - began:.1f} s", flush=True)


def killed(url: str, phase: str) -> None:
    """Derive, and kill the process at a line of its progress."""
    with deriving(url) as process:
        assert process.stderr is not None
        assert any(line.startswith(phase) for line in process.stderr), phase
        time.sleep(0.5)
        process.kill()


def killed_after_its_switch(url: str) -> None:
    """Derive, and kill the process as soon as its run is the current one."""
    with closing(opened(url)) as store, deriving(url) as process:
        before = current(store)
        while current(store) == before:
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()


def deriving(url: str) -> subprocess.Popen[str]:
    """A derivation under way."""
    return subprocess.Popen(
        [sys.executable, "-m", "service", "derive", "--as-of", SECOND],
        env={**os.environ, "GUANXI_LANG": "en", "GUANXI_STORE": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def opened(url: str) -> Store:
    """The store of a URL."""
    return open_store(StoreSettings(store=SecretStr(url)))


def current(store: Store) -> int:
    """The number of the current run, 0 without one."""
    return next((run.run_id for run in store.rows(CurrentRun())), 0)


def sums(store: Store) -> dict[str, tuple[int, int]]:
    """How many rows each part has, and the sum of their hashes, whatever their order."""
    found = {}
    for part in PARTS:
        if part_name(part) in COMPARED:
            asked = part(**dict.fromkeys(part.field_names(), 2**53))
            rows = total = 0
            for page in store.pages(asked):
                for row in page.rows:
                    said = hashlib.blake2b(orjson.dumps(row), digest_size=8).digest()
                    rows, total = rows + 1, (total + int.from_bytes(said)) % 2**64
            found[part_name(part)] = rows, total
    return found
