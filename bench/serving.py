"""GET /api/v1/customers/{id}/tags under gunicorn, against a bare Flask route.

Ours: `python -m service serve --workers 2` on an SQLite bank of 4,000 customers, loaded and derived
by the commands, access log on; random ids. The peer: `bench.bare_app` under gunicorn with the
service's own configuration and the same two workers; it looks nothing up. Both servers stand idle
while the other is asked. The load generator is one thread on the same machine, so it takes its
share of the processor from both alike.
"""

import http.client
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.canonical_files import customer_id, write_files
from bench.closed_loop import HOST, Load, NotAnswered, closed_loop
from bench.figures import Figure
from bench.rounds import alternate
from bench.synthetic import Sizes
from tests.ports import free_port

ROUNDS = 5
SEED = 7
WORKERS, CLIENTS = 2, 8
SECONDS, WARM_UP_SECONDS = 5.0, 2.0
START_SECONDS = 60.0
CONFIGURATION = Path("service") / "serving" / "gunicorn_conf.py"
SIZES = Sizes(
    4_000, 4_800, 40_000, ownerships=6_000, guarantees=1_200, kinships=2_000, referrals=800
)


def measure(scale: float) -> list[Figure]:
    """Answers a second and their 99th percentile; the scale shortens the rounds, not the bank."""
    with side_by_side(lambda folder: write_files(folder, SIZES)) as ports:
        for port in ports:
            closed_loop(port, tag_paths(), CLIENTS, WARM_UP_SECONDS)

        def load(port: int) -> Load:
            return closed_loop(port, tag_paths(), CLIENTS, SECONDS * max(scale, 0.2))

        theirs, own = alternate(lambda: load(ports[1]), lambda: load(ports[0]), ROUNDS)
    return [
        Figure(
            "serving, answers",
            "1/s",
            tuple(each.answers_a_second for each in own),
            tuple(each.answers_a_second for each in theirs),
            at_least=0.5,
        ),
        Figure(
            "serving, p99",
            "ms",
            tuple(each.p99_ms for each in own),
            tuple(each.p99_ms for each in theirs),
            at_most=3.0,
        ),
    ]


def tag_paths() -> Iterator[str]:
    """Random customers' tags, the same ones in every round."""
    drawn = random.Random(SEED)
    while True:
        yield f"/api/v1/customers/{customer_id(drawn.randint(1, SIZES.customers))}/tags"


@contextmanager
def side_by_side(write: Callable[[Path], Path], *derive: str) -> Iterator[tuple[int, int]]:
    """Load and derive the files that `write` makes in a folder, and serve them; the peer beside it.

    `derive` are options of that command. The ports of the service and of the peer; both have
    answered once.
    """
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        folder = Path(scratch)
        environment = {
            **os.environ,
            "GUANXI_STORE": f"sqlite:///{folder / 'bank.db'}",
            "GUANXI_WORKERS": str(WORKERS),
            "PROMETHEUS_MULTIPROC_DIR": str(folder),
        }
        files = write(folder / "files")
        for command in (["loaders", str(files)], ["service", "derive", *derive]):
            subprocess.run(
                [sys.executable, "-m", *command],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        ports = free_port(), free_port()
        serve = ["service", "serve", "--port", str(ports[0]), "--workers", str(WORKERS)]
        bare = [
            "gunicorn",
            "--config",
            str(CONFIGURATION),
            "--bind",
            f"{HOST}:{ports[1]}",
            "bench.bare_app:app",
        ]
        with _running(serve, environment, ports[0]), _running(bare, environment, ports[1]):
            yield ports


@contextmanager
def _running(module: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    """Run a server until the block ends; it has answered once before the block begins."""
    with subprocess.Popen(
        [sys.executable, "-m", *module], env=environment, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        asking = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
        with closing(asking):
            try:
                asking.request("GET", next(tag_paths()))
                asking.getresponse()
                return
            except OSError:
                time.sleep(0.1)
    raise NotAnswered(f"the server on port {port} did not start")
