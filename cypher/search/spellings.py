"""How a Chinese name may be read: every usual reading of each letter, without tones."""

import unicodedata
from functools import cache
from itertools import islice, product

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from cypher.search.keys import CHINESE

#: The first readings of a letter count; dictionaries go on with those that nobody uses.
_USUAL = 3
#: In a name of so many letters, a person's, any reading of one may meet any of another.
_SHORT = 4
_MOST = 16
#: A rare reading in a long name is found with so many letters on either side.
_AROUND = 3
_LONGEST_WORD = 4


def spellings(name: str) -> list[tuple[int, list[str]]]:
    """The readings of a name's Chinese letters: where each begins among them, and its syllables.

    The first is whole. A name of up to four letters is read whole in every way; in a longer one
    each further reading of a letter that is in no word comes with the letters around it.
    """
    letters = CHINESE.findall(name)
    ways = [ways_to_read(letter) or (letter,) for letter in letters]
    if len(letters) <= _SHORT:
        return [(0, list(reading)) for reading in islice(product(*ways), _MOST)]
    words = _words(letters)
    common = [words.get(place, way[0]) for place, way in enumerate(ways)]
    found = [(0, common)]
    for place, way in enumerate(ways):
        # A name may begin with that of a family, whatever word it looks like.
        if place and place in words:
            continue
        begin = max(0, place - _AROUND)
        for other in way:
            if other != common[place]:
                around = [*common[begin:place], other, *common[place + 1 : place + 1 + _AROUND]]
                found.append((begin, around))
    return found


@cache
def ways_to_read(letter: str) -> tuple[str, ...]:
    """The readings of one Chinese letter, the commonest first; none where it is not known."""
    found: dict[str, None] = {}
    for reading in PINYIN_DICT.get(ord(letter), "").split(",")[:_USUAL]:
        spelled = _without_tone(reading)
        if spelled.isascii() and spelled.isalpha():
            found[spelled] = None
            if "v" in spelled:
                found[spelled.replace("v", "u")] = None
    return tuple(found)


def _words(letters: list[str]) -> dict[int, str]:
    """The readings of letters that words say, by their places: 长 in 长沙, 行 in 银行."""
    found, place = dict[int, str](), 0
    while place < len(letters):
        for size in range(min(_LONGEST_WORD, len(letters) - place), 1, -1):
            word = PHRASES_DICT.get("".join(letters[place : place + size]))
            if word and len(word) == size:
                for at, readings in enumerate(word, start=place):
                    found[at] = _without_tone(readings[0])
                place += size - 1
                break
        place += 1
    return found


@cache
def _without_tone(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(part for part in parts if not unicodedata.combining(part))
