"""Numbers of certificates and licences: which one a text is, within its type."""

import re
from functools import cache, lru_cache

from cypher.normalisation.check_digits import (
    is_credit_code,
    is_organisation_code,
    is_registration_number,
    resident_number,
)
from cypher.normalisation.folding import alphanumeric, plain
from cypher.normalisation.nothing import one_letter, says_nothing
from cypher.vocabulary import ID_TYPES

_DIGIT = re.compile(r"\d")
#: A number of fewer letters is none: somebody filled in what had to be filled in.
_SHORTEST = 4
#: What is no type: other, other certificates, certificate number.
_UNTYPED = re.compile(
    "其他|其它|(?:有效|个人|单位|企业)?(?:证件|证照)(?:号码|号|类型|种类)?$|others?$|id$"
)
#: An old licence's number of this length has a check digit; there are others without.
_REGISTRATION = 15


def id_number(text: str, id_type: str = "") -> str:
    """A number in its plain form, as one text for the one holder that it was given to.

    A resident number or a unified social credit code stands by itself, whatever it is filed under:
    its check digit says what it is. Any other is one of its type, so that an officer's 0012345 is
    not a firm's, and without a type nothing. '' also for a number that fails the check of its type.
    """
    number = alphanumeric(text).upper()
    if one_letter(number) or len(number) < _SHORTEST or not _DIGIT.search(number):
        return ""
    filed_under = type_of(id_type)
    known = ID_TYPES.get(filed_under)
    if known and known.check == "own":
        return f"{filed_under}:{number}"
    if known and known.check == "resident":
        return resident_number(number)
    if is_credit_code(number) or (len(number) == 18 and resident_number(number)):
        return number
    if not filed_under or (known and known.check == "credit"):
        return ""
    if known and known.check == "organisation" and not is_organisation_code(number):
        return ""
    if known and known.check == "registration" and len(number) == _REGISTRATION:
        return f"{filed_under}:{number}" if is_registration_number(number) else ""
    return f"{filed_under}:{number}"


@lru_cache(10_000)
def type_of(id_type: str) -> str:
    """The word of a type of certificate by one of its usual names; '' where none is said.

    A type that is not known is its own name, in its plain form: its numbers are compared with each
    other alone.
    """
    name = alphanumeric(plain(id_type))
    if says_nothing(name) or _UNTYPED.match(name):
        return ""
    for usual, word in _names():
        # A short name in Latin letters may be a part of any other word.
        if name == usual or (usual in name and (not usual.isascii() or len(usual) > 7)):
            return word
    return name


@cache
def _names() -> list[tuple[str, str]]:
    """Each name with the word of its type, the longest first."""
    names = [(name, kind.word) for kind in ID_TYPES.values() for name in kind.names.split()]
    return sorted(names, key=lambda pair: (-len(pair[0]), pair))
