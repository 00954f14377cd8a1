"""What several tags stand on is worked out once a run, what others found included."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from service.tagging.declaration import Holdings, Reading

Made = TypeVar("Made")
Asked = ParamSpec("Asked")


def once(
    bank: Reading,
    make: Callable[Concatenate[Reading, Asked], Made],
    *asked: Asked.args,
    **named: Asked.kwargs,
) -> Made:
    """What `make` makes of the bank, under these settings: the same object for every tag of a run.

    A tag must declare the views that `make` reads all the same: it may be the first to ask.
    """
    key = (make, asked, tuple(named.items()))
    if key not in bank.made:
        bank.made[key] = make(bank, *asked, **named)
    made: Made = bank.made[key]
    return made


def holdings_of(bank: Reading, tag_id: str) -> Holdings:
    """What another tag found in this bank, for a tag that names it in its `stands_on`.

    `service.run.find.find` has put it there before it asks the tag.
    """
    holdings: Holdings = bank.made[found_key(tag_id)]
    return holdings


def found_key(tag_id: str) -> tuple[str, str]:
    """Where in `Reading.made` stands what a tag found."""
    return "found", tag_id
