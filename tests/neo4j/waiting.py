"""Waiting for a server to start: never without a bound, never without saying what went wrong."""

import time
from collections.abc import Callable

from neo4j.exceptions import ServiceUnavailable, TransientError

from tests.neo4j.scratch import connect


class NoNeo4j(Exception):
    """This machine has no means of running Neo4j; the text says what was looked for."""


class NotStarted(Exception):
    """A server was there but did not start; the text ends with the last lines it wrote."""


def wait_until(
    ready: Callable[[], bool],
    *,
    running: Callable[[], bool],
    log: Callable[[], str],
    seconds: float,
) -> None:
    """Return once `ready` is true, asking ten times a second.

    Raises NotStarted, with the last 30 lines of `log`, as soon as `running` is false, and after
    `seconds` at the latest.
    """
    deadline = time.monotonic() + seconds
    while not ready():
        if not running():
            raise NotStarted(f"the server stopped while it was starting:\n{_tail(log())}")
        if time.monotonic() > deadline:
            raise NotStarted(f"the server was not up after {seconds:.0f} s:\n{_tail(log())}")
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Whether the database of a store URL answers a query; false while it is still coming up."""
    try:
        with connect(url) as session:
            return session.run("RETURN 1").value() == [1]
    except (ServiceUnavailable, TransientError):
        return False


def _tail(log: str) -> str:
    return "\n".join(log.splitlines()[-30:])
