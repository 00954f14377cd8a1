"""A load generator: a few keep-alive connections, each asking again once it has its answer.

It asks only this machine (127.0.0.1), for a given time.
"""

import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

HOST = "127.0.0.1"
ANSWER_SECONDS = 10.0


class NotAnswered(Exception):
    """A server closed a connection, answered something other than 200, or nothing in time."""


@dataclass(frozen=True)
class Load:
    """What a server bore: answers a second, and the 99th percentile of their latency in ms."""

    answers_a_second: float
    p99_ms: float


@dataclass
class _Client:
    """One connection: the answer so far, how long it is to be, and when it was asked for."""

    connection: socket.socket
    answer: bytearray = field(default_factory=bytearray)
    size: int = 0
    asked_at: float = 0.0

    def ask(self, path: str) -> None:
        self.answer.clear()
        self.size = 0
        self.asked_at = time.perf_counter()
        self.connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

    def receive(self) -> bool:
        """Take what has come in; True once the answer is whole."""
        piece = self.connection.recv(65_536)
        self.answer += piece
        if not self.size and (head := self.answer.find(b"\r\n\r\n")) >= 0:
            headers = bytes(self.answer[:head]).lower()
            if not headers.startswith(b"http/1.1 200 "):
                raise NotAnswered(bytes(self.answer[:200]).decode("latin-1"))
            length = headers.partition(b"content-length:")[2].partition(b"\r\n")[0]
            self.size = head + 4 + int(length)
        if not piece:
            raise NotAnswered("the server closed a connection")
        return bool(self.size) and len(self.answer) >= self.size


def closed_loop(port: int, paths: Iterator[str], clients: int, seconds: float) -> Load:
    """Keep `clients` requests under way for some seconds; raises NotAnswered as it says."""
    latencies: list[float] = []
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        started = time.perf_counter()
        for _ in range(clients):
            connection = stack.enter_context(socket.create_connection((HOST, port)))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client = _Client(connection)
            selector.register(connection, selectors.EVENT_READ, client)
            client.ask(next(paths))
        while (now := time.perf_counter()) < started + seconds:
            ready = selector.select(ANSWER_SECONDS)
            if not ready:
                raise NotAnswered(f"no answer in {ANSWER_SECONDS:.0f} s")
            for key, _ in ready:
                if key.data.receive():
                    latencies.append(time.perf_counter() - key.data.asked_at)
                    key.data.ask(next(paths))
    latencies.sort()
    return Load(len(latencies) / (now - started), latencies[len(latencies) * 99 // 100] * 1000)
