"""The chains that there are, each read entry by entry and checked against the one before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cypher import Store
from cypher.decision import ChainAfter
from cypher.decision.chain import FIRST, Chained
from service.decisions.chain import checked

#: How many entries are read at a time.
PAGE = 1_000


@dataclass(frozen=True)
class Entry:
    """An entry of a chain as it is told: its number, its instant, and all that is hashed of it.

    `intact` says whether it and all before it are what was written; the first that is not is the
    last that comes.
    """

    chain: str
    entry_no: int
    decision_no: int
    at: int
    intact: bool
    hash: str
    line: Mapping[str, Any]


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
        }


def decisions(store: Store) -> Iterator[Entry]:
    """The chain of decisions. Memory is that of a page; linear in the chain."""
    after, previous = 0, FIRST
    while page := store.rows(ChainAfter(after=after, limit=PAGE)):
        for one in checked(page, after, previous):
            yield Entry(
                chain="decisions",
                entry_no=one.entry_no,
                decision_no=one.entry_no,
                at=one.entry.at,
                intact=one.intact,
                hash=one.entry.hash,
                line=_line(one.entry),
            )
            if not one.intact:
                return
        after, previous = page[-1].decision_no, page[-1].hash


#: Every chain, by its name.
CHAINS: dict[str, Callable[[Store], Iterator[Entry]]] = {"decisions": decisions}


def verify(store: Store) -> Verified:
    """Read all chains, each up to the first entry that is broken."""
    entries, broken = 0, None
    for chain in CHAINS.values():
        for entry in chain(store):
            entries += 1
            if not entry.intact and broken is None:
                broken = entry
    return Verified(entries, broken)


def _line(entry: Chained) -> dict[str, Any]:
    """What is hashed, and between which hashes it stands."""
    return {**entry.said(), "previous_hash": entry.previous_hash, "hash": entry.hash}
