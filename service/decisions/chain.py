"""Whether a chain is what was written: each entry follows the one before and says what it said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cypher.decision.chain import FIRST, Chained, chained, text_hash


@dataclass(frozen=True)
class Checked:
    """An entry of a chain and whether it, and all before it, is what was written.

    `entry_no` is the number that should stand here: where an entry is gone, that of the gap.
    """

    entry_no: int
    entry: Chained
    intact: bool


def checked(entries: Iterable[Chained], after: int = 0, previous: str = FIRST) -> Iterator[Checked]:
    """The entries in their order, each checked, up to and with the first that is broken.

    They follow the entry `after`, whose hash is `previous`. A text that lies beside an entry must
    match the hash that stands for it; one that was erased says nothing.
    """
    for number, entry in enumerate(entries, after + 1):
        intact = (
            entry.decision_no == number
            and entry.previous_hash == previous
            and entry.hash == chained(previous, entry.said())
            and (entry.text is None or entry.reason == text_hash(entry.salt or "", entry.text))
        )
        yield Checked(number, entry, intact)
        if not intact:
            return
        previous = entry.hash
