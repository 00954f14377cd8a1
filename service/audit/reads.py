"""What is written down of those who look: each read of customers, chained a moment later.

A read is noted in the machine's file every half second, with the ids of whom it named; then, as
soon as the store answers, it is chained there with their tokens in the place of the ids. So neither
a busy store nor a killed process loses what was noted.
"""

import logging
import threading
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from cypher import Store
from cypher.decision.chain import FIRST, canonical, chained_text
from cypher.decision.deciding import tokens_of
from cypher.engine.errors import StoreError
from cypher.engine.settings import StoreSettings
from cypher.machine.machine_file import noted, renew_machine_file
from cypher.machine.reads import ChainReads, LastRead, NotedRead, NotedReads, NoteReads, ReadsHead
from cypher.serve.customers import NamesOf
from cypher.vocabulary import Text
from service.errors import Overloaded

#: How often reads are written, in seconds: so much is lost at most when a process is killed.
EVERY_SECONDS = 0.5
#: How many reads wait to be written before nobody is told anything more.
MOST_WAITING = 10_000
#: How many reads are chained at a time, and how many customers are looked up at a time.
PAGE, CUSTOMERS = 500, 10_000
#: How often chaining is tried again where other processes chain too.
TRIES = 100


class Read(NamedTuple):
    """One read: when, by whom, in which roles, for what, by which address, and whom it named.

    `action` is read, list, search or export; `fields` by what kinds of fields was searched;
    `about` the customer whose address was asked, '' for none.
    """

    at: int
    user_id: str
    signed: bool
    roles: tuple[str, ...]
    purpose: str
    action: str
    path: str
    fields: tuple[str, ...]
    about: str
    customer_ids: Sequence[str]


class ReadLog:
    """The reads of one process, which a thread of its own writes; nothing is written before one."""

    def __init__(self, store: Store, machine: Store, settings: StoreSettings) -> None:
        """Say which store knows the customers, and where this machine notes."""
        self._store, self._machine, self._settings = store, machine, settings
        self._waiting: list[Read] = []
        self._changed, self._writing = threading.Condition(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = self._has_file = False

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
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="reads", daemon=True)
                self._thread.start()

    def write(self) -> None:
        """Write what waits, and chain what is noted; raises StoreError where that cannot be."""
        with self._writing:
            self._note()
            chain_noted(self._store, self._machine)

    def flush(self) -> None:
        """Write and chain what can be now; the rest waits, and the log says why."""
        try:
            self.write()
        except StoreError as error:
            logging.getLogger("guanxi.reads").warning("reads are not written: %s", error.text.en)

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
            known = _customers(self._store, {one for read in reads for one in read.customer_ids})
            told = [_of_customers(read, known) for read in reads]
            self._machine.run(NoteReads([each for each in told if _counts(each)]))
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


def _of_customers(read: Read, known: Collection[str]) -> dict[str, Any]:
    named = [one for one in read.customer_ids if one in known]
    return {**read._asdict(), "customer_ids": named}


def _counts(told: dict[str, Any]) -> bool:
    """Whether a read is written down: it named a customer, or searched or took away something."""
    return bool(told["customer_ids"]) or told["action"] in ("search", "export")


def _customers(store: Store, texts: Collection[str]) -> set[str]:
    """Those of some texts that are customers' ids."""
    asked = sorted(texts)
    return {
        row.customer_id
        for first in range(0, len(asked), CUSTOMERS)
        for row in store.rows(NamesOf(asked[first : first + CUSTOMERS]))
    }


def chain_noted(store: Store, machine: Store) -> None:
    """Chain all that is noted; raises StoreError where store or file is away: then it stays."""
    tries = TRIES
    while tries and (reads := noted(machine, NotedReads(PAGE))):
        tokens = _tokens(store, reads)
        head = next(iter(machine.rows(LastRead())), ReadsHead(0, FIRST))
        entries = _entries(reads, tokens, head)
        made = ReadsHead(head.entry_no + len(reads), entries[-1]["hash"])
        machine.run(ChainReads(head.entry_no, reads[-1].noted_no, entries, made.hash))
        tries -= machine.rows(LastRead()) != [made]


def _entries(
    reads: Sequence[NotedRead], tokens: dict[str, str], head: ReadsHead
) -> list[dict[str, Any]]:
    """Noted reads as entries after the head."""
    entries, before = [], head.hash
    for number, read in enumerate(reads, head.entry_no + 1):
        said = dict(read.said)
        ids = [*dict.fromkeys(said.pop("customer_ids"))]
        customers = [tokens[one] for one in ids if one in tokens]
        said |= {"customers": customers, "about": tokens.get(said["about"], "")}
        said["entry_no"] = number
        text = canonical(said).decode()
        before = chained_text(before, text)
        entries.append({"entry_no": number, "said": text, "hash": before, "customers": customers})
    return entries


def _tokens(store: Store, reads: Iterable[NotedRead]) -> dict[str, str]:
    """The tokens of whom reads named."""
    ids = {one for read in reads for one in (*read.said["customer_ids"], read.said["about"])}
    asked, found = sorted(ids - {""}), dict[str, str]()
    for first in range(0, len(asked), CUSTOMERS):
        found |= tokens_of(store, asked[first : first + CUSTOMERS])
    return found
