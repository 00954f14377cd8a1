"""What is written down of those who look: each read of customers, chained a moment later.

A read is noted in the machine's file every half second, with the ids of whom it named; then, as
soon as the store answers, it is chained there with their tokens in the place of the ids. So neither
a busy store nor a killed process loses what was noted.
"""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from prometheus_client import Counter

from cypher import Store
from cypher.engine.errors import StoreError
from cypher.engine.settings import StoreSettings
from cypher.machine.machine_file import renew_machine_file
from cypher.vocabulary import Text
from service.audit.entries import Read, chain_noted, note_reads
from service.errors import Overloaded

#: How often reads are written, in seconds: so much is lost at most when a process is killed.
EVERY_SECONDS = 0.5
#: How many reads wait to be written before nobody is told anything more.
MOST_WAITING = 10_000

FAILURES = Counter("guanxi_reads_failures", "Times that reads could not be written down.")


class ReadLog:
    """The reads of one process, which a thread of its own writes; nothing is written before one."""

    def __init__(self, store: Store, machine: Store, settings: StoreSettings) -> None:
        """Say which store knows the customers, and where this machine notes."""
        self._store, self._machine, self._settings = store, machine, settings
        self._waiting: list[Read] = []
        self._changed, self._writing = threading.Condition(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = self._has_file = False
        # Why reads could not be written when that was last tried, '' where they were.
        self._why = ""

    def need_file(self) -> None:
        """Make the machine's file where it is not; raises StoreUnusable where that cannot be."""
        if not self._has_file:
            renew_machine_file(self._machine, self._settings)
            self._has_file = True

    def __len__(self) -> int:
        """How many reads wait to be written."""
        return len(self._waiting)

    def need_room(self) -> None:
        """Return where reads can be noted; raises Overloaded where none were written for long."""
        if len(self) >= MOST_WAITING:
            raise Overloaded(
                Text(
                    "查询记录无法写入，暂停提供客户信息：请检查GUANXI_READS所指的文件",
                    "reads cannot be written down, so nothing is told of customers: look at the "
                    "file of GUANXI_READS",
                )
            )

    def note(self, read: Read) -> None:
        """Have a read written within the second: of what it names, those who are customers."""
        with self._changed:
            self._waiting.append(read)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._write_on, name="reads", daemon=True)
                self._thread.start()

    def write(self) -> None:
        """Write what waits, and chain what is noted; raises StoreError where that cannot be."""
        with self._writing:
            self._note()
            chain_noted(self._store, self._machine)

    def flush(self) -> None:
        """Write and chain what can be now; the rest waits, is tried again, and the log says why.

        Nothing that can be raised ends the thread: nobody else writes what waits.
        """
        why = ""
        try:
            self.write()
        except StoreError as error:
            why = error.text.en
        except Exception as error:
            why = _where(error)
        if why:
            FAILURES.inc()
        # What goes on failing is said once.
        if why and why != self._why:
            said = "reads are not written, are kept and tried again: %s"
            logging.getLogger("guanxi.reads").warning(said, why)
        self._why = why

    def close(self) -> None:
        """Write what waits; what cannot be chained now is chained by the next process."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _note(self) -> None:
        with self._changed:
            reads, self._waiting = self._waiting, []
        if not reads:
            return
        try:
            note_reads(self._store, self._machine, reads)
        except BaseException:
            with self._changed:
                self._waiting = reads + self._waiting
            raise

    def _write_on(self) -> None:
        ended = False
        while not ended:
            with self._changed:
                ended = self._changed.wait_for(lambda: self._ended, EVERY_SECONDS)
            self.flush()
        for each in (self._store, self._machine):
            with suppress(StoreError):
                each.close()


def _where(error: Exception) -> str:
    """What went wrong and where, in a line; what an error says may name a customer."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    return f"{type(error).__name__} at {place}"
