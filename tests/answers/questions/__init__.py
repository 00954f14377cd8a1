"""The questions: a name each, and the answers that its digest is taken of."""

import hashlib
from collections.abc import Iterable, Iterator

from tests.answers.bank import Bank
from tests.answers.interface import Answer
from tests.answers.questions import (
    contagion,
    customers,
    documents,
    graph,
    groups,
    marketing,
    mistakes,
    overrides,
    runs,
    tags,
    what_if,
)

#: A name that says what was asked, `*` standing for every id; and the answers, asked when read.
Question = tuple[str, Iterable[Answer]]

_OF_THE_BANK = (customers, tags, groups, graph, contagion, what_if, marketing, runs)
_OF_THE_INTERFACE = (documents, mistakes)


def questions(bank: Bank, *, interface: bool = True, overriding: bool = True) -> Iterator[Question]:
    """Every question, in a fixed order; names are unique.

    `interface` are those that say the same of any bank: documents and mistakes. `overriding` are
    those that write overrides; they come last, and can be asked once of a store.
    """
    for room in _OF_THE_BANK + _OF_THE_INTERFACE * interface + (overrides,) * overriding:
        yield from room.questions(bank)


def text(answers: Iterable[Answer]) -> str:
    """All answers to one question in their canonical form."""
    return "\n".join(answer.text() for answer in answers)


def digest(said: str) -> str:
    """The digest of a question's canonical text: 16 hexadecimal digits."""
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
