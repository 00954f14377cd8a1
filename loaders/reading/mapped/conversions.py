"""What a mapping says of one column, as SQL over the text that was typed.

A conversion has three texts over `@value`: what becomes of it, what is wrong with it, and why. What
a mapping says is put in as literals, its numbers as the decimals that they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cypher.vocabulary import Text
from loaders.reading.workbench import literal

#: Digits before and after the point of a value that a unit multiplies, and of the unit.
_WHOLE, _DECIMALS = 16, 8
_UNIT_DIGITS = 38 - _WHOLE - _DECIMALS
_SIGN = "[+-]?"


@dataclass(frozen=True)
class Conversion:
    """The canonical text of a typed one, where it is bad, and the code and reason told of that."""

    value: str
    bad: str
    code: str
    reason: Text


def by_codes(codes: dict[str, str]) -> Conversion:
    """Each code as its word; a code that is not listed is bad, and an empty word says nothing."""
    whens = " ".join(f"WHEN {literal(code)} THEN {literal(word)}" for code, word in codes.items())
    listed = ", ".join(map(literal, codes))
    told = [*list(codes)[:10], *["..."] * (len(codes) > 10)]
    return Conversion(
        value=f"nullif(CASE coalesce(@value, '') {whens} END, '')",
        bad=f"@value NOT IN ({listed})",
        code="not_listed",
        reason=Text(
            f"须为mapping.yaml所列代码之一：{'、'.join(told)}",
            f"must be one of the codes that mapping.yaml lists: {', '.join(told)}",
        ),
    )


def by_formats(formats: Sequence[str], *, day: bool) -> Conversion:
    """A day or an instant that is written in one of the formats of strptime."""
    parsed = ", ".join(f"try_strptime(@value, {literal(each)})" for each in formats)
    found = f"coalesce({parsed})" if len(formats) > 1 else parsed
    return Conversion(
        value=f"CAST(CAST({found} AS DATE) AS VARCHAR)" if day else f"CAST({found} AS VARCHAR)",
        bad=f"{found} IS NULL",
        code="not_in_format",
        reason=Text(
            f"须按mapping.yaml写作{'或'.join(formats)}",
            f"must be written as {' or '.join(formats)}, as mapping.yaml says",
        ),
    )


def by_number(unit: Decimal | None, thousands: str) -> Conversion:
    """A number without the marks between its thousands, times the unit to the last decimal.

    Where the mark is a point, decimals stand after a comma. A percent sign may stand at the end of
    what a unit multiplies.
    """
    point = "," if thousands == "." else "."
    plain = f"replace(@value, {literal(thousands)}, '')" if thousands else "@value"
    if point != ".":
        plain = f"replace({plain}, ',', '.')"
    decimals = f"([{point}][0-9]*)?"
    grouped = f"[0-9]{{1,3}}({re.escape(thousands)}[0-9]{{3}})+{decimals}" if thousands else ""
    alone = f"[0-9]+{decimals}|[{point}][0-9]+"
    percent = "[%\uff05]?" if unit else ""
    pattern = f"{_SIGN}({'|'.join(filter(None, (grouped, alone)))}){percent}"
    bad = f"NOT regexp_full_match(@value, {literal(pattern)})"
    told = (
        Text(
            f"须为以{thousands!r}分隔千位的数值",
            f"must be a number with {thousands!r} between thousands",
        )
        if thousands
        else Text("须为普通数值", "must be a plain number")
    )
    if unit is None:
        return Conversion(plain, bad, "not_a_number", told)
    plain = f"rtrim({plain}, '%\uff05')"
    _, digits, exponent = unit.as_tuple()
    assert isinstance(exponent, int)
    scale = max(0, -exponent)
    width = max(len(digits) + max(exponent, 0), scale, 1)
    factor = f"CAST({literal(format(unit, 'f'))} AS DECIMAL({width}, {scale}))"
    number = f"TRY_CAST({plain} AS DECIMAL({_WHOLE + _DECIMALS}, {_DECIMALS}))"
    # DuckDB rounds what has more decimals; that is not what was typed.
    bad = (
        f"({bad}) OR regexp_matches({plain}, '[.][0-9]{{{_DECIMALS}}}[0-9]*[1-9]')"
        f" OR {number} IS NULL"
    )
    told = Text(
        f"{told.zh}，至多{_WHOLE}位整数和{_DECIMALS}位小数",
        f"{told.en} of at most {_WHOLE} digits and {_DECIMALS} decimals",
    )
    return Conversion(f"CAST({number} * {factor} AS VARCHAR)", bad, "not_a_number", told)


def unit_fault(unit: Decimal) -> Text | None:
    """What is wrong with a factor, if anything."""
    if not unit.is_finite() or unit <= 0:
        return Text(
            "须为大于0的系数，例如10000或0.01",
            "must be a factor more than 0, such as 10000 or 0.01",
        )
    _, digits, exponent = unit.as_tuple()
    assert isinstance(exponent, int)
    if max(len(digits) + max(exponent, 0), -exponent) > _UNIT_DIGITS:
        return Text(f"至多{_UNIT_DIGITS}位数字", f"must have at most {_UNIT_DIGITS} digits")
    return None
