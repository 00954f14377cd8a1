"""The chains that there are, each read entry by entry and checked against the one before."""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cypher import Store
from cypher.decision import ChainAfter
from cypher.decision.chain import FIRST, canonical, chained_text
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreError
from cypher.machine.machine_file import is_current, noted
from cypher.machine.reads import KeepVerified, LastCut, ReadsAfter
from service.audit.signing import Sign
from service.decisions.chain import checked

#: How many entries are read at a time.
PAGE = 1_000


@dataclass(frozen=True)
class Entry:
    """An entry of a chain as it is told: its number, what is hashed of it as JSON, its hashes.

    `intact` says whether it and all before it are what was written; the first that is not is the
    last that comes.
    """

    chain: str
    entry_no: int
    decision_no: int | None
    said: str
    previous_hash: str
    hash: str
    intact: bool

    @property
    def line(self) -> Mapping[str, Any]:
        """What is hashed, and between which hashes it stands."""
        said = json.loads(self.said)
        return {**said, "previous_hash": self.previous_hash, "hash": self.hash}


@dataclass(frozen=True)
class Verified:
    """How many entries of all chains were read, and the first that is broken, if one is."""

    entries: int
    broken: Entry | None

    def told(self) -> dict[str, Any]:
        """As it is answered and printed."""
        places = ("chain", "entry_no", "decision_no")
        return {
            "entries": self.entries,
            "intact": self.broken is None,
            "first_broken": self.broken and {name: getattr(self.broken, name) for name in places},
            "machine": machine_name(),
        }


@dataclass(frozen=True)
class Chains:
    """Every chain that there is: that of the store, and that of this machine's reads."""

    store: Store
    machine: Store
    #: What signs: where it is given, the head at which old reads were cut must bear its signature.
    sign: Sign | None = None

    def __iter__(self) -> Iterator[tuple[str, Iterator[Entry]]]:
        """Each by its name."""
        yield "decisions", _decisions(self.store)
        yield "reads", self.reads()

    def reads(self) -> Iterator[Entry]:
        """The chain of reads, from its last cut on; none where the machine noted nothing yet.

        Memory is that of a page; linear in the chain.
        """
        after, previous = 0, FIRST
        for cut in noted(self.machine, LastCut()):
            head = head_of_reads(cut.entry_no, cut.hash)
            if self.sign and self.sign(head) != cut.signature:
                yield Entry("reads", cut.entry_no, None, "{}", "", cut.hash, intact=False)
                return
            after, previous = cut.entry_no, cut.hash
        yield from _reads(self.machine, after, previous)


def head_of_reads(entry_no: int, hashed: str) -> dict[str, dict[str, Any]]:
    """A head of the chain of reads as it is signed."""
    return {"reads": {"entry_no": entry_no, "hash": hashed}}


def machine_name() -> str:
    """What this machine is called, whose reads are told."""
    return socket.gethostname()


def verify(chains: Chains) -> Verified:
    """Read all chains, each up to the first entry that is broken; the machine keeps the result."""
    entries, broken = 0, None
    for _, chain in chains:
        for entry in chain:
            entries += 1
            if not entry.intact and broken is None:
                broken = entry
    # A machine without a place to write is told what was found all the same.
    with suppress(StoreError):
        if is_current(chains.machine):
            chains.machine.run(KeepVerified(now_ms(), entries, broken.chain if broken else ""))
    return Verified(entries, broken)


def _decisions(store: Store) -> Iterator[Entry]:
    """The chain of decisions. Memory is that of a page; linear in the chain."""
    after, previous = 0, FIRST
    while page := store.rows(ChainAfter(after=after, limit=PAGE)):
        for one in checked(page, after, previous):
            said = canonical(one.entry.said()).decode()
            yield Entry(
                "decisions", one.entry_no, one.entry_no, said, previous, one.entry.hash, one.intact
            )
            if not one.intact:
                return
            previous = one.entry.hash
        after = page[-1].decision_no


def _reads(machine: Store, after: int, previous: str) -> Iterator[Entry]:
    while page := noted(machine, ReadsAfter(after, PAGE)):
        for number, row in enumerate(page, after + 1):
            intact = row.entry_no == number and row.hash == chained_text(previous, row.said)
            yield Entry("reads", number, None, row.said, previous, row.hash, intact)
            if not intact:
                return
            previous = row.hash
        after = page[-1].entry_no
