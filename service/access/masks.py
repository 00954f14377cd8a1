"""How an identifying value is shown to those who may not see all of it.

Pure functions from the text as stored to the text as shown. What is too short to hide anything is
hidden as a whole.
"""

import re

from cypher.normalisation import family_name

_ALL = "****"
_TAIL = 4
#: A number of so many letters says where and when somebody was born: its middle is hidden.
_LONG = 15
#: Chinese runs on into what was typed without a blank: only Latin letters make a longer word.
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
#: Digits as of a phone, a card or a certificate, and credit codes, which have letters too.
_NUMBER = re.compile(
    r"(?<![\w.-])(?:\d{11,19}|\d{17}[Xx]|\d{8}[0-9A-HJ-NPQRTUWXY]{10})(?![\w-])", re.ASCII
)
#: The same in groups of digits, as people type them: 138 0013 8000.
_GROUPED = re.compile(r"(?<![\w.-])\d{3,6}(?:[ -]\d{3,6}){2,5}(?![\w-])", re.ASCII)
_FEWEST, _MOST = 11, 19
_MOBILE = 11
_CHINESE = re.compile("[〇㐀-䶿一-鿿\U00020000-\U0003ffff]")
#: Up to the district, and never as far as a street or a house.
_BEFORE = "[^路街巷弄号栋幢室\\d]"
_DISTRICT = re.compile(
    f"(?:{_BEFORE}*?(?:省|自治区|特别行政区))?(?:{_BEFORE}*?(?:市|自治州|地区|盟))?"
    f"(?:{_BEFORE}{{1,12}}?(?:新区|(?<!小)区|自治县|县|市|旗))?"
)


def in_text(text: str) -> str:
    """A text without what looks like such a value: somebody typed it, and it is told back."""
    hidden = _MAIL.sub(lambda found: email(found[0]), text)
    hidden = _NUMBER.sub(lambda found: _number(found[0]), hidden)
    return _GROUPED.sub(lambda found: _grouped(found[0]), hidden)


def _grouped(value: str) -> str:
    digits = re.sub("[ -]", "", value)
    return _number(digits) if _FEWEST <= len(digits) <= _MOST else value


def _number(value: str) -> str:
    if len(value) == _MOBILE:
        return phone(value)
    return id_number(value) if len(value) in (15, 18) else account(value)


def id_number(value: str) -> str:
    """A certificate's number or credit code: 110105********002X."""
    shown = value.strip()
    if len(shown) >= _LONG:
        return f"{shown[:6]}{'*' * (len(shown) - 10)}{shown[-_TAIL:]}"
    return f"{'*' * (len(shown) - _TAIL)}{shown[-_TAIL:]}" if len(shown) > _TAIL else _ALL


def phone(value: str) -> str:
    """A phone number: 138****8000, of a short one its last four alone."""
    shown = value.strip()
    if len(shown) <= _TAIL:
        return _ALL
    return f"{shown[:3] if len(shown) > 10 else ''}{_ALL}{shown[-_TAIL:]}"


def email(value: str) -> str:
    """An e-mail address: z***@example.com."""
    name, at, host = value.strip().rpartition("@")
    return f"{name[:1]}***@{host}" if at and name else _ALL


def account(value: str) -> str:
    """An account: …6789."""
    shown = value.strip()
    return f"…{shown[-_TAIL:]}" if len(shown) > _TAIL else "…"


def address(value: str) -> str:
    """An address, to the district: 杭州市西湖区. … where none can be told."""
    found = _DISTRICT.match(value.strip())
    return (found and found[0]) or "…"


def person_name(value: str) -> str:
    """A person's name: 王*, 欧阳*; of any other the first letter."""
    shown = value.strip()
    kept = 1
    if _CHINESE.match(shown) and not re.search("[·•・]", shown):
        kept = min(len(family_name(shown)), max(1, len(shown) - 1))
    return f"{shown[:kept]}*"
