"""What a row of Latin letters may be in pinyin, without tones: yanzhao is yan zhao.

Every syllable of Chinese is one of some four hundred; a test compares them with those of pypinyin.
An apostrophe or a space ends a syllable (xi'an), v stands for \u00fc, and so does yu after l and n.
"""

import re
from functools import cache
from pathlib import Path

SYLLABLES = frozenset(Path(__file__).with_suffix(".txt").read_text("ascii").split())
_LONGEST = max(map(len, SYLLABLES))
#: So many readings of one text are looked for, those of the fewest syllables.
_READINGS = 8
#: A text of more letters is no pinyin that people type.
_MOST_LETTERS = 60
_PINYIN = re.compile(r"[a-z\u00fc]+(?:[' ][a-z\u00fc]+)*")


def readings(text: str) -> list[list[str]]:
    """The ways to read a text, each letter of it, as syllables; none where it is no pinyin."""
    return _whole(_parts(text))


def readings_begun(text: str) -> list[list[str]]:
    """Also where its last syllable has only begun (yanzh): once for each that begins so."""
    parts = _parts(text)
    # Nothing is whole to the end: its last syllable has only begun.
    return _whole(parts) or _begun(parts)


def readings_going_on(text: str) -> list[list[str]]:
    """Also where its last syllable goes on, though it might be whole: yanzha to yanzhao."""
    parts = _parts(text)
    whole = _whole(parts)
    longer = [[*way[:-1], it] for way in whole for it in _beginning(way[-1])]
    found = [*whole, *longer, *_begun(parts)]
    return [list(way) for way in dict.fromkeys(map(tuple, found))]


def initials(text: str) -> str:
    """The text where it may be the first letters of two or more syllables, else ''."""
    return text if 2 <= len(text) <= _MOST_LETTERS and re.fullmatch("[a-z]+", text) else ""


def _parts(text: str) -> list[str]:
    """The rows of letters between which a syllable ends for certain; none in what is no pinyin."""
    if len(text) > _MOST_LETTERS or not _PINYIN.fullmatch(text):
        return []
    plain = re.sub("([ln])(?:\u00fc|yu(?!an|e|n))", r"\1v", text).replace("\u00fc", "u")
    return re.split("[' ]", plain)


def _whole(parts: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]] if parts else []
    for part in parts:
        found = [before + after for before in found for after in _split(part)][:_READINGS]
    return found


def _begun(parts: list[str]) -> list[list[str]]:
    if not parts:
        return []
    before, last = _whole(parts[:-1]) if parts[1:] else [[]], parts[-1]
    for end in range(max(0, len(last) - _LONGEST), len(last)):
        whole = _split(last[:end]) if end else [[]]
        begun = _beginning(last[end:])
        if whole and begun:
            return [left + middle + [it] for left in before for middle in whole[:1] for it in begun]
    return []


@cache
def _beginning(text: str) -> list[str]:
    return sorted(syllable for syllable in SYLLABLES if syllable.startswith(text))


def _split(text: str) -> list[list[str]]:
    """All ways to split letters into syllables, the fewest first."""
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(text) + 1):
        found = [
            [*before, text[start:end]]
            for start in range(max(0, end - _LONGEST), end)
            if text[start:end] in SYLLABLES
            for before in ways[start]
        ]
        ways.append(sorted(found, key=len)[:_READINGS])
    return ways[-1]
