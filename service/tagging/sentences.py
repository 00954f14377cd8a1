"""Small pieces of sentences that every tag's teller needs, in both languages."""

from collections.abc import Sequence

from service.tagging.figures import CLASSIFIERS, Counted

#: How many names a sentence lists before it counts the rest.
NAMED = 3


def plural(count: int, noun: str) -> str:
    """1 loan, 2 loans: how many, with a noun whose plural ends in s."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


#: As words up to the tenth, since a sentence begins with one.
_FIRST = ("first", "second", "third", "fourth", "fifth")
_ORDINALS = (*_FIRST, "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(place: int) -> str:
    """First, tenth, 11th, 22nd: the English word of a place from 1 on."""
    if place <= len(_ORDINALS):
        return _ORDINALS[place - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in (11, 12, 13) else ending}"


def listed_zh(names: Sequence[str], total: int | None = None, of: Counted = "customers") -> str:
    """甲、乙、丙等4户: a list of names, cut where it gets long; `total` where it was cut before."""
    total = len(names) if total is None else total
    if total <= NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:NAMED])}等{total}{CLASSIFIERS[of]}"


def listed_en(names: Sequence[str], total: int | None = None) -> str:
    """A, B and C, or A, B, C and 4 others; `total` where the list was cut before."""
    total = len(names) if total is None else total
    if total > NAMED:
        return f"{', '.join(names[:NAMED])} and {plural(total - NAMED, 'other')}"
    return joined_en(names)


def joined_en(parts: Sequence[str]) -> str:
    """A, B and C: all of them, however many."""
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])} and {parts[-1]}"
    return "".join(parts)


def with_article(noun: str) -> str:
    """A director, an executive."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
