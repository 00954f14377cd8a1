"""What others bear: a victim's answers while one user asks heavy questions, or holds sockets open.

Ours: `GET /customers/{id}/tags` of two clients, under gunicorn with 2 workers on the bank of
`bench.serving`, while one user keeps eight heavy questions under way at full speed (what if, seeds,
contagion, a cut, look-alikes) and asks again at once whatever the answer; and while 100 sockets are
idle, 100 send a header slowly and 100 a body. The peer: the same clients on the same service,
alone.
"""

import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException

from bench.canonical_files import customer_id, write_files
from bench.closed_loop import HOST, closed_loop
from bench.figures import Figure
from bench.rounds import alternate
from bench.serving import SIZES, side_by_side, tag_paths

ROUNDS, SECONDS, WARM_UP_SECONDS = 3, 10.0, 3.0
VICTIMS, HEAVY, SOCKETS = 2, 8, 100
ANSWER_SECONDS = 120.0
GIVEN_BACK = {"type": "GUARANTEES", "from": customer_id(1), "to": customer_id(2)}
QUESTIONS = (
    ("what-if", {"add": [GIVEN_BACK], "customers": [customer_id(1)]}),
    ("influence/seeds", {"k": 100, "epsilon": 0.05, "purpose": "service"}),
    ("contagion", {"model": "debtrank_differential", "defaulted": [customer_id(1)]}),
    ("contagion/cut", {"defaulted": [customer_id(1)]}),
    ("look-alike", {"seeds": [customer_id(3)], "k": 500, "purpose": "service"}),
)
#: A header that does not end, and a body of which one byte comes.
SLOW = (
    b"",
    b"GET /api/v1/tags HTTP/1.1\r\nHost: x\r\nX-",
    b"POST /api/v1/contagion HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
)


def measure(scale: float) -> list[Figure]:
    """The victim's 99th percentile beside each; the scale shortens the rounds, not the bank."""
    with side_by_side(lambda folder: write_files(folder, SIZES)) as (port, _):
        seconds = SECONDS * max(scale, 0.2)

        def victim() -> float:
            return closed_loop(port, tag_paths(), VICTIMS, seconds).p99_ms

        def beside(held: Callable[[int], AbstractContextManager[None]]) -> float:
            with held(port):
                return victim()

        closed_loop(port, tag_paths(), VICTIMS, WARM_UP_SECONDS)
        # What the workers keep of the bank is made before anything is measured.
        with heavy_user(port):
            time.sleep(WARM_UP_SECONDS * 4)
        sides = {"heavy questions": heavy_user, "slow sockets": slow_sockets}
        return [
            Figure(f"p99 beside {name}", "ms", own, alone, at_most=3.0)
            for name, held in sides.items()
            for alone, own in [alternate(victim, partial(beside, held), ROUNDS)]
        ]


@contextmanager
def heavy_user(port: int) -> Iterator[None]:
    """One user who asks heavy questions, eight at a time, for as long as the block runs."""
    over = threading.Event()

    def ask(first: int) -> None:
        for path, body in itertools.islice(itertools.cycle(QUESTIONS), first, None):
            if over.is_set():
                return
            with suppress(OSError, HTTPException):
                asking = HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
                headers = {"Content-Type": "application/json"}
                asking.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
                asking.getresponse().read()
                asking.close()

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(HEAVY)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


@contextmanager
def slow_sockets(port: int) -> Iterator[None]:
    """So many sockets of each kind that are open for as long as the block runs."""
    with ExitStack() as sockets:
        for begun in SLOW * SOCKETS:
            sockets.enter_context(socket.create_connection((HOST, port))).sendall(begun)
        yield
