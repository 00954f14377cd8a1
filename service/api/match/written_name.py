"""A name in the parts that it is compared by: its place, what it is called, its legal form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from cypher.normalisation import alphanumeric, company_core
from cypher.normalisation.divisions import divided
from cypher.search.keys import search_key

#: A Chinese name of so many letters is taken whole: a person's, or a short one.
_SHORT = 4
#: What a legal form says that another one contradicts; 公司 alone says nothing.
_FORMS = (
    ("partnership", re.compile("合伙")),
    ("joint stock", re.compile("股份")),
    ("limited", re.compile("有限")),
)
#: Forms that are known though a letter of them is wrong or left out, the longest first.
_SPELLED = ("有限责任公司", "股份有限公司", "有限公司")
_HEADS_OTHERS = re.compile("集团|控股|group|holding")


@dataclass(frozen=True)
class WrittenName:
    """A name made comparable.

    `key` is as searched, `letters` its letters and digits. Of a name longer than a person's: `core`
    is without the legal form, `places` the divisions that it begins with, the highest first, `rest`
    what follows them; `forms` is what the legal form says, `slip` whether a letter of it is wrong.
    """

    key: str
    letters: str
    core: str
    places: tuple[str, ...]
    rest: str
    forms: frozenset[str]
    slip: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it is a Chinese name no longer than a person's."""
        return len(self.letters) <= _SHORT and not self.letters.isascii()

    @property
    def words(self) -> list[str]:
        """Its words without the legal form at the end, signs cut off; one where there is no space.

        Only a name in Latin letters has spaces.
        """
        words = [word for word in map(alphanumeric, self.key.split(" ")) if word]
        while len(words) > 1 and not company_core(words[-1]):
            words.pop()
        return words


@lru_cache(maxsize=50_000)
def written_name(name: str) -> WrittenName:
    """The name in its parts."""
    key = search_key(name)
    letters = alphanumeric(key)
    core = company_core(key) or letters
    if len(letters) <= _SHORT and not letters.isascii():
        return WrittenName(key, letters, letters, (), letters, frozenset())
    mended = _mended(letters)
    slip = mended != letters
    core = company_core(mended) if slip else core
    division, rest = (None, core) if core.isascii() else divided(core)
    forms = _forms(mended, core)
    if not division or not rest:
        return WrittenName(key, letters, core, (), core, forms, slip)
    places = tuple(each.name for each in division.line)
    return WrittenName(key, letters, core, places, rest, forms, slip)


def _mended(letters: str) -> str:
    """The name with its legal form as it is spelled, where one letter of that is wrong."""
    for form in _SPELLED:
        # 大有公司 is no 有限公司 that lacks a letter.
        for size in (len(form), len(form) - 1) if len(form) > _SHORT else (len(form),):
            before, end = letters[:-size], letters[-size:]
            if end == form:
                return letters
            if before and OSA.distance(end, form, score_cutoff=1) == 1:
                return before + form
    return letters


def _forms(letters: str, core: str) -> frozenset[str]:
    said = letters.removeprefix(core)
    kinds = [kind for kind, pattern in _FORMS if pattern.search(said)][:1]
    return frozenset([*kinds, *(["group"] if _HEADS_OTHERS.search(said) else [])])


def forms_differ(one: WrittenName, other: WrittenName) -> bool:
    """Whether the legal forms cannot be one: a group's head and a firm, limited and joint stock.

    A form that is left out contradicts none, but for a group's: its head is another firm.
    """
    if ("group" in one.forms) != ("group" in other.forms):
        return True
    left, right = one.forms - {"group"}, other.forms - {"group"}
    return bool(left and right and left != right)


def places_differ(one: WrittenName, other: WrittenName) -> bool:
    """Whether both begin with places of which neither lies in the other."""
    shorter, longer = sorted((one.places, other.places), key=len)
    return bool(shorter) and longer[: len(shorter)] != shorter


def is_same_name(one: WrittenName, other: WrittenName) -> bool:
    """Whether two names are one but for how place and legal form are written."""
    if one.letters == other.letters:
        return True
    return (
        not (one.slip or other.slip)
        and one.rest == other.rest
        and one.places == other.places
        and not forms_differ(one, other)
    )
