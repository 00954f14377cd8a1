"""The search text of a customer: its names, id and number as terms, a space around each.

    ¬name                       a whole name, or an id; a company's also without its legal form
    ¶a ab bc cd                 a name two letters at a time, the first one marked
    §a                          each letter of a name
    ¤^yan ¤yan ¤zhao ¤          a name in pinyin
    ¤¦yanzhao                   the same in one, where it is read from its beginning
    ¢yz ¢zn                     its initials, two at a time
    £^c £^c0 £^c00 £c00 £001    an id three letters at a time
    ¥1101... ¥¦2029 ¥¦12029     a certificate's number, and its last four to six

Phrases of these terms are what `cypher.search.asked` looks for.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from cypher.normalisation import company_core, own_id_number
from cypher.search.keys import number_key, search_key

#: Signs and spaces of keys as letters that both indexes take for parts of words.
_AS_LETTERS = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()} | {
    ord(" "): ord("␣")
}
#: A whole name is one term, and Neo4j's are of 255 letters at most.
_LONGEST = 100
#: A Chinese name of so many letters says no legal form beside a name.
_SHORT = 4
#: Residents' numbers had so many digits until 1999.
_OLD_NUMBER = 15
#: A number is found by its last letters, so many at least, and as a term so many at most.
TAIL, LONGEST_TAIL = 4, 6


def search_text(customer_id: str, names: Iterable[str], id_number: str | None) -> str:
    """The terms by which a customer is found: `names` are what it is and was called."""
    found: list[str] = []
    for name in dict.fromkeys(names):
        found += _named(name)
    found += id_terms(search_key(customer_id))
    number = number_key(id_number or "")
    found += number_terms(number)
    if len(number) == _OLD_NUMBER:
        # The resident's number of today says the century, and ends with a check digit.
        found += number_terms(number_key(own_id_number(number, "resident_id") or ""))
    return f" {' '.join(found)} "


def earlier_names(earlier: str, before: str, now: str) -> str:
    """What a customer was called before, a line each, oldest first.

    `earlier` are the names that were known so far, `before` is its name until now.
    """
    called = [*earlier.split("\n"), before]
    return "\n".join(dict.fromkeys(name for name in called if name and name != now))


@lru_cache(maxsize=50_000)
def _named(name: str) -> list[str]:
    key = search_key(name)
    return [*name_terms(key), *spelled_terms(key)]


def whole_term(key: str) -> str:
    """The term of a whole name or id."""
    letters = as_letters(key)
    if len(letters) > _LONGEST:
        letters = letters[:_LONGEST] + blake2b(letters.encode(), digest_size=8).hexdigest()
    return f"¬{letters}"


def core_term(key: str) -> str:
    """The term of a company's name without its legal form; '' where it has none or nothing else."""
    core = without_form(key)
    return whole_term(core) if core else ""


def without_form(key: str) -> str:
    """The letters and digits of a name before its legal form; '' where it has none."""
    if len(key) <= _SHORT and not key.isascii():
        return ""
    core = company_core(key)
    return core if core != number_key(key) else ""


def name_terms(key: str) -> list[str]:
    """The terms of a name by what is written; none of a name that has no key."""
    if not key:
        return []
    letters = as_letters(key)
    core = core_term(key)
    return [
        whole_term(key),
        *([core] if core else []),
        f"¶{letters[0]}",
        *pairs(letters),
        *(f"§{letter}" for letter in dict.fromkeys(letters)),
    ]


def spelled_terms(key: str) -> list[str]:
    """The terms of a name by how it is read, with the initials of each reading."""
    from cypher.search.spellings import spellings  # its dictionaries take 60 MB: for who writes

    found: list[str] = []
    initials: dict[str, None] = {}
    ways = spellings(key)
    whole = len(ways[0][1])
    if not whole:
        return []
    for begin, syllables in ways:
        if begin == 0:
            found.append(f"¤^{syllables[0]}")
        # A reading is cut off, so that no phrase goes on into the next.
        found += [*(f"¤{syllable}" for syllable in syllables), "¤"]
        if begin == 0:
            found.append(spelled_term("".join(syllables), whole=len(syllables) == whole))
        initials["".join([syllable[0] for syllable in syllables])] = None
    for letters in initials:
        if len(letters) > 1:
            found += [*initial_terms(letters), "¢"]
    return found


def spelled_term(letters: str, *, whole: bool = True) -> str:
    """The term of a name in pinyin, without what stands between syllables; or of its beginning."""
    cut = letters[:_LONGEST]
    return f"¤¦{cut}" if whole and cut == letters else f"¤¦{cut}…"


def framed(needle: str) -> str:
    """What stands in a search text where a needle does; one that ends with * may go on there."""
    return f" {needle} ".replace("* ", "")


def initial_terms(letters: str) -> list[str]:
    """The terms of first letters of syllables."""
    return [f"¢{pair}" for pair in pairs(letters)]


def id_terms(key: str) -> list[str]:
    """The terms of a customer's id."""
    letters = as_letters(key)
    written = [] if key.isascii() else name_terms(key)
    return [
        whole_term(key),
        *written,
        f"£^{letters[:1]}",
        *([f"£^{letters[:2]}"] if len(letters) > 1 else []),
        *([f"£^{letters[:3]}"] if len(letters) > 2 else []),
        *id_phrase(letters),
    ]


def id_phrase(letters: str) -> list[str]:
    """An id's letters, three at a time."""
    return [f"£{letters[i : i + 3]}" for i in range(len(letters) - 2)]


def number_terms(number: str) -> list[str]:
    """The terms of a certificate's number: the whole, and its last four to six."""
    if not number:
        return []
    tails = range(TAIL, min(LONGEST_TAIL, len(number) - 1) + 1)
    return [f"¥{number[:_LONGEST]}", *(f"¥¦{number[-size:]}" for size in tails)]


def as_letters(key: str) -> str:
    """A key in letters alone: its signs are wide, its spaces seen."""
    return key if key.isalnum() else key.translate(_AS_LETTERS)


def pairs(letters: str) -> list[str]:
    """A text two letters at a time."""
    return [letters[i : i + 2] for i in range(len(letters) - 1)]
