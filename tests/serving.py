"""The service as it runs, in processes of its own, for as long as a test needs it."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.environment import KEY

ROOT = Path(__file__).parents[1]
SECONDS = 60
Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Server:
    """A running service: its process, its port, and the file that it prints to."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> Answer:
        """GET a path on a connection of its own: status, headers by small name, body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return response.status, names, response.read()
        finally:
            connection.close()

    def lines(self) -> list[dict[str, Any]]:
        """The access log so far: every line but the greeting must be JSON."""
        first, *rest = self.log.read_text("utf-8").splitlines()
        assert first.startswith(f"serving on http://127.0.0.1:{self.port} ")
        return [json.loads(line) for line in rest]


def command(*options: str) -> list[str]:
    """The command that serves, with its options."""
    return [sys.executable, "-m", "service", "serve", *options]


def environment(store: str, **more: str) -> dict[str, str]:
    """This process's environment with settings of the service's own: a store, and some more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GUANXI_")}
    return {**kept, "GUANXI_LANG": "en", "GUANXI_KEY": KEY, "GUANXI_STORE": store, **more}


@contextmanager
def serving(store: str, folder: Path, *options: str, **more: str) -> Iterator[Server]:
    """Serve a store on a free port for as long as the block runs."""
    log, errors = folder / "serve.log", folder / "errors.log"
    with log.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(
            command("--port", "0", *options),
            cwd=ROOT,
            env=environment(store, TMPDIR=str(folder), **more),
            stdout=out,
            stderr=err,
        )
    try:
        yield Server(process, announced_port(process, log), log)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def announced_port(process: subprocess.Popen[bytes], log: Path) -> int:
    """The port that a service says it answers on, once it does."""
    for _ in range(SECONDS * 20):
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text("utf-8")):
            return int(found[1])
        assert process.poll() is None, log.with_name("errors.log").read_text("utf-8")
        time.sleep(0.05)
    raise AssertionError("the service announced no port")
