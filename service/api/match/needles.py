"""What is looked up for a name: needles of search texts, first for the name itself, then near it.

A needle is a list of phrases of terms (`cypher.search.terms`), all of which a search text has.
"""

from itertools import pairwise

from cypher.search.terms import as_letters, pairs, spelled_term, whole_term
from service.api.match.likeness import spelled_ways
from service.api.match.written_name import WrittenName

Needle = tuple[str, ...]

#: What follows the places of a name is looked up where it is of so many letters.
_SAYS_SOMETHING = 3
#: In a name of so many letters two may be wrong; in a shorter one each letter is left out in turn.
_LONG = 6
#: Pieces of so many letters that a long name is looked up by, of Chinese and of Latin ones.
_PIECE, _LATIN_PIECE = 3, 6


def needles_of_same(name: WrittenName) -> list[Needle]:
    """Needles that find the name, however its place and legal form are written."""
    found = [(whole_term(name.key),)]
    if not name.is_short:
        found.append((whole_term(name.core),))
        rest = as_letters(name.rest)
        if len(rest) >= _SAYS_SOMETHING and not name.rest.isascii():
            found.append((" ".join(pairs(rest)),))
    return list(dict.fromkeys(found))


def needles_of_alike(name: WrittenName) -> list[Needle]:
    """Needles that find names in which a few letters differ, or that sound the same.

    Of a long name all but two letters that follow each other, and each piece of what follows its
    place; of a short one all but each letter. What is before and behind them must be found.
    """
    found: list[Needle] = [(spelled_term(way),) for way in spelled_ways(name)]
    is_latin = name.letters.isascii()
    rest = as_letters(" ".join(name.words) if is_latin else name.rest)
    letters = as_letters(name.places[-1]) + rest if name.places else rest
    left_out = 2 if len(letters) >= _LONG else 1
    ends = [(i, i + left_out) for i in range(len(letters) - left_out + 1)]
    if left_out == 1:
        # A letter may have been left out between two, or two have changed places.
        ends += [(i, i) for i in range(1, len(letters))]
        found.append(tuple(f"§{letter}" for letter in dict.fromkeys(letters)))
    for before, behind in ends:
        phrases = (_phrase(letters[:before], begins=True), _phrase(letters[behind:]))
        found.append(tuple(phrase for phrase in phrases if phrase))
    size = _LATIN_PIECE if is_latin else _PIECE
    if left_out == 2:
        found += [(" ".join(pairs(rest[i : i + size])),) for i in range(len(rest) - size + 1)]
    if is_latin:
        found += [(_phrase(one), _phrase(other)) for one, other in pairwise(name.words)]
    return [needle for needle in dict.fromkeys(found) if needle]


def _phrase(letters: str, *, begins: bool = False) -> str:
    """Letters that follow each other, as a phrase of terms; at the beginning of a name perhaps."""
    if not letters:
        return ""
    if begins:
        return " ".join([f"¶{letters[0]}", *pairs(letters)])
    return " ".join(pairs(letters)) or f"§{letters}"
