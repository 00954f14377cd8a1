"""Numbers that are well formed and belong to nobody.

Each is a function of the customer's position, so no two customers get the same one. The region in
them is 999999, which no place in China has, and the phones begin with 100, which no operator has.
"""

import numpy as np

from service.demo.tables import Ints, Truths

NOWHERE = "999999"
BIRTH_DAYS = 22_995
"""The number of different birthdays, 63 years of 365 days."""

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PHONES = 100_000_000


def resident_numbers(positions: Ints, birth: Ints, female: Truths) -> list[str]:
    """18-character resident numbers after GB 11643: region, birthday, sequence, check.

    `birth` is in days since 1970-01-01. An odd sequence is a man's, an even one a woman's. Unique
    when no two of the positions within one run of BIRTH_DAYS share a birthday.
    """
    birthdays = np.datetime_as_string(birth.astype("datetime64[D]")).tolist()
    sequences = (2 * (positions // BIRTH_DAYS) + ~female).tolist()
    bodies = [
        f"{NOWHERE}{birthday.replace('-', '')}{sequence:03d}"
        for birthday, sequence in zip(birthdays, sequences, strict=True)
    ]
    return [body + _resident_check(body) for body in bodies]


def _resident_check(body: str) -> str:
    total = sum(int(c) * w for c, w in zip(body, _RESIDENT_WEIGHTS, strict=True))
    return _RESIDENT_CHECKS[total % 11]


def credit_codes(authority: str, positions: Ints) -> list[str]:
    """18-character unified social credit codes after GB 32100.

    `authority` is the two characters of who registers what: 91 a company, 11 a public body, 52 a
    private non-profit. The organisation code inside is the position with its GB 11714 check.
    """
    return [_credit_code(authority, f"{position:08d}") for position in positions.tolist()]


def _credit_code(authority: str, organisation: str) -> str:
    total = sum(int(c) * w for c, w in zip(organisation, _ORGANISATION_WEIGHTS, strict=True))
    body = f"{authority}{NOWHERE}{organisation}{'0X987654321'[total % 11]}"
    weighed = sum(_CREDIT_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _CREDIT_ALPHABET[-weighed % 31]


def phones(positions: Ints) -> list[str]:
    """11-digit phone numbers 100xxxxxxxx, different for different positions below 10^8."""
    scattered = (positions * 61_803_399 + 27_182_818) % _PHONES
    return [f"100{number:08d}" for number in scattered.tolist()]
