"""What was typed, as needles for search texts, in tiers: those of an earlier one rank first.

    exact      a whole name, former name, id or number, or all of a name in pinyin
    form       a company's name, in whatever legal form
    beginning  what a name, id or spelling begins with
    contained  each word, wherever it stands, in whatever order

A needle is what `cypher.search.terms` makes of the same letters in a name; one that ends with * is
the beginning of a term.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix

from cypher.normalisation import company_core
from cypher.search.keys import number_key, search_key, words_of
from cypher.search.syllables import initials, readings, readings_begun, readings_going_on
from cypher.search.terms import (
    LONGEST_TAIL,
    TAIL,
    as_letters,
    core_term,
    id_phrase,
    initial_terms,
    pairs,
    spelled_term,
    whole_term,
    without_form,
)

#: Of so many words customers are looked for; of a longer text the first.
_MOST_WORDS = 12
#: So many phrases an index is asked for as they are.
_FEW = 4

#: Needles of which one must stand in the search text.
AnyOf = list[str]


@dataclass(frozen=True)
class Word:
    """A word that was typed: by what it is found in search texts, and as a number of its own."""

    key: str
    needles: tuple[str, ...]

    @property
    def number(self) -> str:
        """The word as a number may be typed: its letters and digits; '' where it is none."""
        number = number_key(self.key)
        return number if len(number) >= TAIL and number.isascii() else ""


@dataclass(frozen=True)
class Asked:
    """A text that was typed into a search."""

    text: str

    @cached_property
    def key(self) -> str:
        """The text made comparable; '' where nothing of it is left."""
        return _without_dots_around(search_key(self.text))

    @cached_property
    def number(self) -> str:
        """The whole text as one number, however it was grouped; '' where it is none."""
        return Word(self.key, ()).number

    @cached_property
    def words(self) -> list[Word]:
        """Its words, without legal forms that stand beside others."""
        keys = [*dict.fromkeys(map(_without_dots_around, words_of(self.text)))][:_MOST_WORDS]
        keys = [key for key in keys if key != "·"] or keys
        kept = [key for key in keys if company_core(key) or not number_key(key)] or keys
        return [Word(key, tuple(_contained(key))) for key in kept]

    @cached_property
    def tiers(self) -> list[list[AnyOf]]:
        """From exact to contained: each customer of a tier has one needle of each list."""
        if not self.key:
            return []
        exact = [
            whole_term(self.key),
            *_spelled_wholly(self.key),
            *([f"¥{self.number}"] if self.number else []),
        ]
        core = core_term(self.key)
        return [
            [exact],
            [[core] if core else []],
            [_beginning(self.key)],
            [list(word.needles) for word in self.words],
        ]


def looked_up(words: Sequence[AnyOf]) -> list[AnyOf]:
    """The words as an index is best asked for them: what it finds holds all that they find.

    Many needles that differ in their last term alone, as where a syllable has only begun, are
    looked up by what they share: an index reads the first terms of each again.
    """
    return [_by_what_they_share(needles) for needles in words]


def _by_what_they_share(needles: AnyOf) -> AnyOf:
    alike = defaultdict[str, list[str]](list)
    for needle in needles:
        alike[_head(needle)].append(needle)
    shared = {
        head: _joined(several) if head.startswith("¤^") else head
        for head, several in alike.items()
        if head and len(several) > _FEW
    }
    return list(dict.fromkeys(shared.get(_head(one), one) for one in needles))


def _joined(begun: AnyOf) -> str:
    """What names begin with that are spelled in one of these ways: a range of terms."""
    spelled = ["".join(needle.split(" ")[1:]).replace("¤", "") for needle in begun]
    return f"{spelled_term(commonprefix(spelled))}*"  # noqa: RUF071 - texts, no paths


def _head(needle: str) -> str:
    """A needle without its last term; '' where not two are left."""
    head = needle.rpartition(" ")[0]
    return head if " " in head else ""


def _without_dots_around(key: str) -> str:
    """A key that was not typed to its end may end with the dot that stands inside a name."""
    return key.strip(" ·") or key


def _beginning(key: str) -> list[str]:
    letters = as_letters(_stem(key))
    written = [f"¶{letters[0]}", *pairs(letters)]
    id_letters = as_letters(key)
    begun = f"£^{id_letters[:3]}"
    return [
        " ".join(written),
        " ".join([begun, *id_phrase(id_letters)]),
        *_spelled_begun(key),
    ]


def _spelled_wholly(key: str) -> list[str]:
    ways = readings(key)
    if _is_divided(key):
        return [f"{_spelled(way)} ¤ {spelled_term(''.join(way))}" for way in ways]
    return list(dict.fromkeys(spelled_term("".join(way)) for way in ways))


def _spelled_begun(key: str) -> list[str]:
    ways = readings_begun(key)
    if not ways or _is_divided(key) or min(map(len, ways)) == 1:
        return [_spelled(way) for way in ways]
    # However it is divided, and whatever its last syllable is to be, it begins with these letters.
    return [f"{spelled_term(commonprefix([''.join(way) for way in ways]))}*"]  # noqa: RUF071 - texts, no paths


def _is_divided(key: str) -> bool:
    """Whether it was typed where syllables end, as in xi'an."""
    return not key.isalpha()


def _spelled(syllables: list[str]) -> str:
    return " ".join([f"¤^{syllables[0]}", *(f"¤{syllable}" for syllable in syllables)])


def _contained(key: str) -> list[str]:
    letters, whole, number = as_letters(_stem(key)), as_letters(key), number_key(key)
    found = [" ".join(pairs(letters)) or f"§{letters}"]
    found += [" ".join(id_phrase(whole))] if len(whole) > 2 else [f"£^{whole}"]
    if number.isascii() and len(number) >= TAIL:
        found += [f"¥{number}", *([f"¥¦{number}"] if len(number) <= LONGEST_TAIL else [])]
    found += [" ".join(f"¤{syllable}" for syllable in way) for way in readings_going_on(key)]
    if first := initials(key):
        found.append(" ".join(initial_terms(first)))
    return found


def _stem(key: str) -> str:
    """A key without the legal form that it ends with, where it is more than that."""
    core = without_form(key)
    return core if core and key.startswith(core) else key
