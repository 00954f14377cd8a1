"""The official driver asked from threads: each answer has a deadline, and a dead server is known.

The driver's own threads wait as long as the server says they may, so a server that hangs would hang
whoever asks. Its asynchronous half can be told to give up: one event loop in a thread of its own
asks for all threads of the process, what is late is cancelled there and its connection thrown away,
and once a second the server is asked whether it is there. See docs/adr/0036.
"""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
import neo4j.exceptions

from cypher.engine.clock import is_late, seconds_left
from cypher.engine.errors import StoreUnavailable, nobody_waits
from cypher.engine.neo4j_errors import explained
from cypher.text import Text

T = TypeVar("T")

#: A server that is watched is asked every so often whether it is there.
WATCH_SECONDS = 1.0
#: How long a connection may take. What is asked is not cancelled before: a connection that is
#: cancelled while it is made is left open.
CONNECT_SECONDS, THERE_SECONDS = 4.0, 4.5
CLOSE_SECONDS = 3 * THERE_SECONDS
#: What says that nobody is there; any other error is an answer.
AWAY = (neo4j.exceptions.DriverError, OSError, TimeoutError)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server: for each answer, with repeats after transient failures.

    A server that is `watched` is known to be away without anybody waiting for it.
    """

    answer_seconds: float
    retry_seconds: float
    watched: bool

    @classmethod
    def of_requests(cls, answer_seconds: float) -> "Patience":
        """Somebody waits: better a quick no than a late answer, so one repeat at once and no more.

        That is enough where a connection was lost with a server that is there again.
        """
        return cls(answer_seconds, retry_seconds=0, watched=True)


#: Nobody waits, and work would be lost: longer than a cluster takes to elect a leader.
OF_COMMANDS = Patience(answer_seconds=1800, retry_seconds=120, watched=False)


class Bolt:
    """One driver for all threads of a process, opened at first use, and again after a fork."""

    def __init__(self, address: str, database: str, patience: Patience, **driver: Any) -> None:
        """Name the server; `driver` is what its driver is made with."""
        self._address = address
        self._database = database
        self._patience = patience
        self._options = driver
        self._opening = threading.Lock()
        self._pid = 0
        self._opened: tuple[asyncio.AbstractEventLoop, neo4j.AsyncDriver] | None = None
        self._away: Future[Exception] = Future()

    def ask(self, work: Callable[[neo4j.AsyncDriver, float], Awaitable[T]]) -> T:
        """What `work` gives back, which is told how many seconds it has.

        Raises StoreUnavailable where that took too long or the server is known to be away, and
        whatever `work` raises.
        """
        if is_late():
            raise StoreUnavailable(nobody_waits(self._address))
        loop, driver = self._open()
        away = self._away
        seconds = seconds_left(self._patience.answer_seconds)

        async def asking() -> T:
            async with asyncio.timeout(max(seconds, THERE_SECONDS)):
                try:
                    return await work(driver, seconds)
                except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                    if self._patience.retry_seconds or not error.is_retryable():
                        raise
                return await work(driver, seconds)

        if not away.done():
            asked = asyncio.run_coroutine_threadsafe(asking(), loop)
            both: tuple[Future[Any], ...] = (asked, away)
            wait(both, seconds, FIRST_COMPLETED)
            with suppress(TimeoutError):
                if asked.done():
                    return asked.result()
        if not away.done():
            raise StoreUnavailable(
                Text(
                    f"{self._address}在{seconds:.3g}秒内没有响应",
                    f"{self._address} took longer than {seconds:.3g} s to answer",
                )
            )
        raise explained(away.result(), self._address, self._database)

    def stream(
        self, text: str, parameters: dict[str, Any], size: int
    ) -> Iterator[list[neo4j.Record]]:
        """The records of a text that reads, so many at a time, as they come from the server.

        Each lot has the patience of an answer; none is asked for again. Raises as `ask` does.
        """

        async def begin(
            driver: neo4j.AsyncDriver, seconds: float
        ) -> tuple[neo4j.AsyncSession, neo4j.AsyncResult]:
            session = driver.session(
                database=self._database,
                default_access_mode=neo4j.READ_ACCESS,
                bookmark_manager=driver.execute_query_bookmark_manager,
                fetch_size=size,
            )
            return session, await session.run(text, parameters)

        session, result = self.ask(begin)
        try:
            while records := self.ask(lambda driver, seconds: result.fetch(size)):
                yield records
        finally:
            self.ask(lambda driver, seconds: session.close())

    def close(self) -> None:
        """Close the connections and end the thread."""
        opened, self._opened = self._opened, None
        if opened is None or self._pid != os.getpid():
            return
        loop, driver = opened
        asyncio.run_coroutine_threadsafe(self._end(driver), loop).result(CLOSE_SECONDS)
        loop.call_soon_threadsafe(loop.stop)

    def _open(self) -> tuple[asyncio.AbstractEventLoop, neo4j.AsyncDriver]:
        with self._opening:
            if self._opened is None or self._pid != os.getpid():
                self._pid, self._away = os.getpid(), Future()
                loop = asyncio.new_event_loop()
                threading.Thread(target=_run, args=(loop,), name="bolt", daemon=True).start()
                made = asyncio.run_coroutine_threadsafe(self._make(), loop)
                self._opened = loop, made.result()
            return self._opened

    async def _make(self) -> neo4j.AsyncDriver:
        driver = neo4j.AsyncGraphDatabase.driver(
            self._address,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=self._patience.retry_seconds,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
            **self._options,
        )
        self._over = asyncio.Event()
        self._watching = asyncio.create_task(self._watch(driver))
        return driver

    async def _watch(self, driver: neo4j.AsyncDriver) -> None:
        """Know whether the server is there; once it is not, whoever waits is told so."""
        while self._patience.watched and not self._over.is_set():
            asked = time.monotonic()
            error = await self._missing(driver)
            if error and time.monotonic() - asked < WATCH_SECONDS:
                # A connection of before may be dead with a server that is there again.
                error = await self._missing(driver)
            if error and not self._away.done():
                self._away.set_result(error)
            elif not error and self._away.done():
                self._away = Future()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), WATCH_SECONDS)

    async def _end(self, driver: neo4j.AsyncDriver) -> None:
        """Let the watch come to its end, cancel what is still asked, close the connections."""
        self._over.set()
        await self._watching
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            # Most end by themselves: one cancelled as it connects would leave its socket behind.
            _, late = await asyncio.wait(others, timeout=THERE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        await driver.close()
        if driver.encrypted:
            # TLS takes leave of the other side behind the driver's back.
            await asyncio.sleep(0.1)

    async def _missing(self, driver: neo4j.AsyncDriver) -> Exception | None:
        """What says that the server is not there, or None where it is."""
        try:
            async with (
                asyncio.timeout(THERE_SECONDS),
                driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as s,
            ):
                await (await s.run("RETURN 1")).consume()
        except AWAY as error:
            return error
        except neo4j.exceptions.Neo4jError:
            return None
        return None


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()
