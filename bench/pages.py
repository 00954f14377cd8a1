"""A customer's page and its neighbourhood of 200 nodes, under gunicorn on SQLite.

The demo bank of 100,000 customers, loaded and derived by the commands, access log on; one client at
a time. Wanted of both is that they are made within 300 ms: of a page the 99th percentile over
random customers, of the neighbourhood that over one picture. The peer, for the record, is
`bench.bare_app` under the same configuration.
"""

import itertools
import json
import random
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.closed_loop import HOST, closed_loop
from bench.figures import Figure
from bench.rounds import alternate
from bench.serving import side_by_side
from service.demo import write_demo_bank

ROUNDS = 3
SECONDS = 10.0
CUSTOMERS = 100_000
MILLISECONDS = 300.0
SEED = 7
#: A customer of this many neighbours, of whom so many are opened, has a picture of 200 nodes.
WANTED_NODES, OPENED, LOOKED_AT = 200, 12, 200


def measure(scale: float) -> list[Figure]:
    """The 99th percentiles in milliseconds; the scale shrinks the bank and shortens the rounds."""
    customers = max(1_000, round(CUSTOMERS * scale))

    def bank(folder: Path) -> Path:
        write_demo_bank(folder, customers=customers)
        return folder

    with side_by_side(bank, "--as-of", "2025-12-31") as ports:
        around, drawn = _largest_picture(ports[0], customers)

        def p99(port: int, paths: Iterator[str]) -> float:
            return closed_loop(port, paths, 1, SECONDS * max(scale, 0.2)).p99_ms

        def page() -> float:
            return p99(ports[0], _pages(customers))

        def picture() -> float:
            return p99(ports[0], itertools.repeat(around))

        def bare() -> float:
            return p99(ports[1], itertools.repeat("/api/v1/customers/C000001/tags"))

        page(), picture(), bare()
        theirs, own = alternate(bare, page, ROUNDS)
        _, pictures = alternate(bare, picture, ROUNDS)
    note = f"{customers:,} customers"
    return [
        Figure("page of a customer, p99", "ms", own, at_most=MILLISECONDS, note=note),
        Figure("page of a customer, p99 : bare route", "ms", own, theirs),
        Figure(
            "neighbourhood, p99", "ms", pictures, at_most=MILLISECONDS, note=f"{drawn} nodes drawn"
        ),
    ]


def _pages(customers: int) -> Iterator[str]:
    """Pages of random companies, of which the demo bank numbers a sixth of its customers."""
    drawn = random.Random(SEED)
    while True:
        yield f"/customers/C{drawn.randint(1, customers // 6):06}"


def _largest_picture(port: int, customers: int) -> tuple[str, int]:
    """The address of the largest picture of some customers, and how many nodes it has."""
    found = ("", 0)
    for path in itertools.islice(_pages(customers), LOOKED_AT):
        around = json.loads(_answer(port, f"/api/v1{path}/neighbours?limit=500"))
        near = [node["id"] for node in around["nodes"] if node["label"] == "Customer"]
        opened = ",".join(near[1 : OPENED + 1])
        if len(near) > OPENED:
            address = f"{path}?tab=around&open={opened}"
            drawn = _answer(port, address).count('class="node')
            found = max(found, (address, drawn), key=lambda each: each[1])
        if found[1] >= WANTED_NODES:
            break
    return found


def _answer(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}") as response:
        text: str = response.read().decode()
    return text
