"""Figures as people read them in both languages: one formatter for each kind.

The exact figure stays in a holding's value and facts; a sentence says as much of it as a reader
takes in.
"""

import calendar
import functools
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from cypher.vocabulary import Text

#: What currencies are called in Chinese after an amount; another one stands before it by its code.
CURRENCIES_ZH = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "HKD": "港元",
    "JPY": "日元",
    "GBP": "英镑",
    "AUD": "澳元",
    "CAD": "加元",
    "CHF": "瑞士法郎",
    "SGD": "新加坡元",
    "KRW": "韩元",
    "MOP": "澳门元",
    "TWD": "新台币",
}
#: The English name of each month, by its number.
_MONTHS = (*calendar.month_name,)
_CENT = Decimal("0.01")
_LESS = "不足"
#: A half in per cent; what is above it by rounding alone is none.
_HALF = Decimal("50.0000001")
#: Units of amounts, the largest first: what each is, and what stands after the number.
_UNITS_ZH = ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万"))
_UNITS_EN = ((Decimal(1_000_000_000), "bn"), (Decimal(1_000_000), "m"))

#: What is counted: organisations, persons, customers of both kinds, or things.
Counted = Literal["organisations", "persons", "customers", "things"]
CLASSIFIERS: dict[Counted, str] = {
    "organisations": "户",
    "persons": "位",
    "customers": "位",
    "things": "个",
}


def money(amount: Decimal | str | float, currency: str) -> Text:
    """An amount: 3,826.32万元, 1.23亿元, 8,100元, 10万美元; CNY 38.26m, CNY 960,000."""
    exact = Decimal(str(amount))
    zh, en = _in_units(exact, _UNITS_ZH), _in_units(exact, _UNITS_EN)
    unit = CURRENCIES_ZH.get(currency)
    return Text(f"{zh}{unit}" if unit else f"{currency} {zh}", f"{currency} {en}")


def _in_units(amount: Decimal, units: tuple[tuple[Decimal, str], ...]) -> str:
    """An amount in the largest unit of which it is at least one, as it is rounded."""
    for unit, name in units:
        rounded = (amount / unit).quantize(_CENT, ROUND_HALF_UP)
        if abs(rounded) >= 1:
            return f"{_grouped(rounded)}{name}"
    return f"{amount.quantize(_CENT, ROUND_HALF_UP):,f}".removesuffix(".00")


@functools.lru_cache(maxsize=4_096)
def share(part: float) -> Text:
    """A share of 1 in per cent, one decimal at most; what is no more than nearly all or nothing.

    A share below a whole per cent is never told as that: .4999 is 49.9 %, not 50 %; nor is one
    above a half told as a half, since a majority turns on it.
    """
    per_cent = Decimal(str(part)) * 100
    if 0 < per_cent < Decimal("0.01"):
        return Text("不足0.01%", "less than 0.01%")
    if Decimal("0.01") <= per_cent < Decimal("0.1"):
        return Text("不足0.1%", "less than 0.1%")
    if Decimal("99.95") <= per_cent < 100:
        return Text("近100%", "nearly 100%")
    if _HALF < per_cent < Decimal("50.05"):
        return Text("略高于50%", "just over 50%")
    told = f"{_below_whole(per_cent)}%"
    return Text(told, told)


def multiple(ratio: float) -> Text:
    """How many times a figure is another: in per cent below 2, 2.5倍 below 10, then 840倍."""
    if ratio < 2:
        return share(ratio)
    exact = Decimal(str(ratio))
    rounded = exact.quantize(Decimal("0.1") if exact < 10 else Decimal(1), ROUND_HALF_UP)
    told = _grouped(rounded)
    return Text(f"{told}倍", f"{told} times")


def part_of(ratio: float, whole: Text) -> Text:
    """What a figure is of another: 净资产的62.8%, 62.8% of net assets; 3倍, 3 times net assets."""
    told = multiple(ratio)
    least = told.zh.removeprefix(_LESS)
    zh = f"{whole.zh}的{least}" if least == told.zh else f"{_LESS}{whole.zh}的{least}"
    return Text(zh, f"{told.en}{'' if ratio >= 2 else ' of'} {whole.en}")


def about(part: Text, verb: str = "为") -> Text:
    """That something is about a part of another: 约为净资产的62.8%, about 62.8% of net assets.

    What is less than the least that is told, nearly all or just over a half is no more inexact.
    """
    if part.zh.startswith(_LESS):
        return part
    inexact = part.en.startswith(("nearly", "just over"))
    return Text(
        f"{'' if inexact else '约'}{verb}{part.zh}", part.en if inexact else f"about {part.en}"
    )


def count(number: int, of: Counted, noun: str, nouns: str = "") -> Text:
    """So many of something: 3户, 3 companies; `nouns` is the plural where it is not noun + s."""
    many = nouns or f"{noun}s"
    return Text(f"{number:,}{CLASSIFIERS[of]}", f"{number:,} {noun if number == 1 else many}")


def day(text: str) -> Text:
    """A day: 2025年12月26日, 26 December 2025."""
    on = date.fromisoformat(text[:10])
    return Text(f"{on.year}年{on.month}月{on.day}日", f"{on.day} {_MONTHS[on.month]} {on.year}")


def day_span(first: str, last: str) -> Text:
    """From one day to another: 2025年3月1日至6日, 1 to 6 March 2025; one day where they are it."""
    begin, end = (date.fromisoformat(text[:10]) for text in (first, last))
    one, other = day(first), day(last)
    if begin == end:
        return one
    if (begin.year, begin.month) == (end.year, end.month):
        return Text(f"{one.zh}至{end.day}日", f"{begin.day} to {other.en}")
    if begin.year == end.year:
        return Text(
            f"{one.zh}至{end.month}月{end.day}日",
            f"{begin.day} {_MONTHS[begin.month]} to {other.en}",
        )
    return Text(f"{one.zh}至{other.zh}", f"{one.en} to {other.en}")


def month_span(first: str, last: str) -> Text:
    """From one month, such as 2025-01, to another: 2025年1月至12月, January to December 2025."""
    begin, end = (date.fromisoformat(f"{text[:7]}-01") for text in (first, last))
    if begin == end:
        return Text(f"{begin.year}年{begin.month}月", f"{_MONTHS[begin.month]} {begin.year}")
    if begin.year == end.year:
        return Text(
            f"{begin.year}年{begin.month}月至{end.month}月",
            f"{_MONTHS[begin.month]} to {_MONTHS[end.month]} {end.year}",
        )
    return Text(
        f"{begin.year}年{begin.month}月至{end.year}年{end.month}月",
        f"{_MONTHS[begin.month]} {begin.year} to {_MONTHS[end.month]} {end.year}",
    )


def _below_whole(per_cent: Decimal) -> str:
    rounded = per_cent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if rounded == rounded.to_integral_value() and per_cent < rounded:
        rounded -= Decimal("0.1")
    return _grouped(rounded)


def _grouped(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
