"""Numbers that say by their last letter whether they were typed rightly."""

import re
from datetime import date
from functools import lru_cache
from operator import mul

_RESIDENT = re.compile("[0-9]{17}[0-9X]")
_RESIDENT_15 = re.compile("[0-9]{15}")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"

#: Without I, O, S, V and Z.
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(rf"[{_CREDIT_LETTERS}]{{2}}[0-9]{{6}}[{_CREDIT_LETTERS}]{{10}}")
_CREDIT_VALUES = bytes.maketrans(_CREDIT_LETTERS.encode(), bytes(range(31)))
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

_ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def resident_number(text: str) -> str:
    """A resident identity number of 18 letters, made of one of 15 where it is so; '' if it is none.

    GB 11643: region, day of birth, sequence, and ISO 7064's MOD 11-2. One of 15 digits has neither
    century (it is the twentieth) nor check. The region is not looked at: divisions come and go.
    """
    if _RESIDENT_15.fullmatch(text):
        body = f"{text[:6]}19{text[6:]}"
        return body + _resident_check(body) if _is_day(body[6:14]) else ""
    valid = _RESIDENT.fullmatch(text) and _is_day(text[6:14]) and _resident_check(text) == text[17]
    return text if valid else ""


def _resident_check(text: str) -> str:
    # The digits as bytes are 48 too large, each of them.
    total = sum(map(mul, text.encode(), _RESIDENT_WEIGHTS)) - 48 * sum(_RESIDENT_WEIGHTS)
    return _RESIDENT_CHECKS[total % 11]


@lru_cache(100_000)
def _is_day(text: str) -> bool:
    """Whether eight digits are a day on which somebody who lives may have been born."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).year in range(1850, 2100)
    except ValueError:
        return False


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code: GB 32100, by its check letter."""
    if not _CREDIT.fullmatch(text):
        return False
    values = text.encode().translate(_CREDIT_VALUES)
    return values[17] == -sum(map(mul, values, _CREDIT_WEIGHTS)) % 31


def is_organisation_code(text: str) -> bool:
    """Whether a text is an organisation code: GB 11714, eight letters and their check."""
    if not _ORGANISATION.fullmatch(text):
        return False
    weighed = zip(text, _ORGANISATION_WEIGHTS, strict=False)
    total = sum(int(letter, 36) * weight for letter, weight in weighed)
    return text[8] == "0X987654321"[total % 11]


def is_registration_number(text: str) -> bool:
    """Whether 15 digits are a business registration number: GS 15, ISO 7064's MOD 11,10."""
    if not _RESIDENT_15.fullmatch(text):
        return False
    product = 10
    for digit in text[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(text[14])) % 10 == 1
