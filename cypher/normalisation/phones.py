"""Phone numbers: which one a text is, by the numbering plans.

Chinese ones are known by their own rules, which are quick; foreign ones, and what is unusual, by
Google's libphonenumber. A number is one that the plan has room for: a prefix that no operator has
is a number all the same, for plans change.
"""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import ValidationResult

from cypher.normalisation.nothing import in_a_row, one_letter

#: Whose numbers are written without their country.
_HOME, _HOME_CODE = "CN", 86

_SIGNS = re.compile(r"[\s\-()\[\].·•/_\u2010-\u2015~]+")
_COUNTRY = r"(?:\+86|0086|86)?"
_MOBILE = re.compile(rf"{_COUNTRY}0?(1\d{{10}})")
_CALL_CENTRE = re.compile(rf"{_COUNTRY}([48]00\d{{7}})")
#: Area codes are 10, 2x, or three digits from 3 on; numbers behind them have seven or eight.
_FIXED = re.compile(rf"{_COUNTRY}0?((?:10|2\d)\d{{8}}|[3-9]\d{{2}}\d{{7,8}})")
_LOCAL = re.compile(r"([2-9]\d{6,7})")
#: What stands behind a number of a switchboard: 转801, ext. 801, or -801 behind a whole number.
_EXTENSION = re.compile(r"(.*\d)\s*(?:转|分机|内线|ext\.?|extension|x|#|,)\s*:?(\d{1,6})")
_HYPHENED = re.compile(
    r"((?:\+?86[\s-]*)?\(?0?(?:10|2\d|[3-9]\d{2})[\s)-]*\d{3,4}[\s-]?\d{4})\s*-\s*(\d{1,5})"
)
#: Tel.: 手机：, 电话
_LABEL = re.compile(r"^[^\d+(x]+(?=[+(\d])|(?<=\d)[\s(]*[\u4e00-\u9fff]+[\s)]*$")
_LETTERS = re.compile(r"[^\W\d_]")


def phone(text: str) -> str:
    """A phone number: 11 digits of a mobile, a landline with its area code, foreign ones from + on.

    Of a landline that was typed without area code the seven or eight digits; an extension stands
    behind a #. '' for what no plan has room for, and for one digit repeated.
    """
    compact = _SIGNS.sub("", text)
    mobile = _MOBILE.fullmatch(compact)
    if mobile:
        return _unless_made_up(mobile[1])
    text = _LABEL.sub("", text)
    behind = _EXTENSION.fullmatch(text) or _HYPHENED.fullmatch(text)
    if behind:
        number = phone(behind[1])
        return f"{number}#{behind[2]}" if number else ""
    compact = _SIGNS.sub("", text)
    if mobile := (_MOBILE.fullmatch(compact) or _CALL_CENTRE.fullmatch(compact)):
        return _unless_made_up(mobile[1])
    if fixed := _FIXED.fullmatch(compact):
        return f"0{number}" if (number := _unless_made_up(fixed[1])) else ""
    if local := _LOCAL.fullmatch(compact):
        return _unless_made_up(local[1])
    return "" if _LETTERS.search(compact) else _by_plan(compact)


def _unless_made_up(digits: str) -> str:
    return "" if one_letter(digits) or in_a_row(digits) else digits


@lru_cache(100_000)
def _by_plan(text: str) -> str:
    """The number that libphonenumber sees in a text without signs, where it is a possible one."""
    try:
        number = phonenumbers.parse(text, _HOME)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number_with_reason(number)
    digits = phonenumbers.national_significant_number(number)
    if possible != ValidationResult.IS_POSSIBLE or not _unless_made_up(digits):
        return ""
    return digits if number.country_code == _HOME_CODE else f"+{number.country_code}{digits}"
