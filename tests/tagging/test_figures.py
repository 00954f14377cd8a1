"""Figures in sentences: one formatter for each kind, in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.vocabulary import Text
from service.tagging.figures import (
    about,
    count,
    day,
    day_span,
    money,
    month_span,
    multiple,
    part_of,
    share,
)


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("38263197.70", "CNY", "3,826.32万元", "CNY 38.26m"),
        ("7200000.00", "CNY", "720万元", "CNY 7.2m"),
        ("12779.00", "CNY", "1.28万元", "CNY 12,779"),
        ("123456789", "CNY", "1.23亿元", "CNY 123.46m"),
        ("8100", "CNY", "8,100元", "CNY 8,100"),
        ("113.97", "CNY", "113.97元", "CNY 113.97"),
        ("113.90", "CNY", "113.90元", "CNY 113.90"),
        ("100000", "USD", "10万美元", "USD 100,000"),
        ("9999.99", "CNY", "1万元", "CNY 9,999.99"),  # 0.999999 of ten thousand is told as one
        ("99999999.99", "CNY", "1亿元", "CNY 100m"),
        ("1500000000", "CNY", "15亿元", "CNY 1.5bn"),
        ("0", "CNY", "0元", "CNY 0"),
        ("-50000", "CNY", "-5万元", "CNY -50,000"),
        ("3", "XAU", "XAU 3", "XAU 3"),
    ],
)
def test_money_is_in_the_unit_that_people_say(amount: str, currency: str, zh: str, en: str) -> None:
    told = money(amount, currency)
    assert (told.zh, told.en) == (zh, en)


@pytest.mark.parametrize(
    ("part", "zh", "en"),
    [
        (0.61, "61%", "61%"),
        (0.7728, "77.3%", "77.3%"),
        (0.9997, "近100%", "nearly 100%"),
        (1, "100%", "100%"),
        (0, "0%", "0%"),
        (0.00001, "不足0.01%", "less than 0.01%"),
        (0.0005, "不足0.1%", "less than 0.1%"),
        (0.0011, "0.1%", "0.1%"),
        (0.4999, "49.9%", "49.9%"),  # 49.99 is less than a half, and not told as one
        (0.5, "50%", "50%"),
        (0.5001, "略高于50%", "just over 50%"),  # a majority is not told as the half that it beats
        (0.5 + 1e-12, "50%", "50%"),  # a sum that is a half but for its rounding
        (1.5, "150%", "150%"),
    ],
)
def test_a_share_has_one_decimal_at_most(part: float, zh: str, en: str) -> None:
    assert (share(part).zh, share(part).en) == (zh, en)


def test_from_twice_on_a_ratio_is_a_multiple() -> None:
    assert multiple(840.6463).zh == "841倍"
    assert multiple(383.9889).en == "384 times"
    assert (multiple(2).zh, multiple(2.55).zh, multiple(1.995).zh) == ("2倍", "2.6倍", "199.5%")


def test_what_a_figure_is_of_another_is_a_share_or_a_multiple() -> None:
    whole = Text("净资产", "its net assets")
    assert part_of(0.628, whole).zh == "净资产的62.8%"
    assert part_of(0.628, whole).en == "62.8% of its net assets"
    assert part_of(840.6463, whole).zh == "净资产的841倍"
    assert part_of(840.6463, whole).en == "841 times its net assets"
    assert part_of(0.00001, whole).zh == "不足净资产的0.01%"
    assert part_of(0.00001, whole).en == "less than 0.01% of its net assets"


def test_only_what_is_told_as_it_is_rounded_is_about_so_much() -> None:
    whole = Text("净资产", "its net assets")
    assert about(part_of(0.628, whole), "占").zh == "约占净资产的62.8%"
    assert about(part_of(3, whole)).en == "about 3 times its net assets"
    assert about(part_of(0.00001, whole)).zh == "不足净资产的0.01%"
    assert about(part_of(0.00001, whole)).en == "less than 0.01% of its net assets"
    assert about(part_of(0.9999, whole)).zh == "为净资产的近100%"


def test_counts_have_classifiers_and_plurals() -> None:
    assert count(3, "organisations", "company", "companies").zh == "3户"
    assert count(1, "organisations", "company", "companies").en == "1 company"
    assert count(1_200, "persons", "person").zh == "1,200位"
    assert count(2, "things", "payment").en == "2 payments"


def test_days_and_spans_are_written_out() -> None:
    assert (day("2025-12-26").zh, day("2025-12-26").en) == ("2025年12月26日", "26 December 2025")
    assert month_span("2025-01", "2025-12").zh == "2025年1月至12月"
    assert month_span("2024-11-05", "2025-02-01").en == "November 2024 to February 2025"
    assert month_span("2025-03", "2025-03").en == "March 2025"


@given(st.decimals(0, 10**13, places=4))
def test_an_amount_is_told_to_within_a_half_per_cent(amount: Decimal) -> None:
    told = money(amount, "CNY").zh.removesuffix("元").replace(",", "")
    unit = {"亿": 10**8, "万": 10**4}.get(told[-1:], 1)
    number = Decimal(told.rstrip("亿万")) * unit
    assert abs(number - amount) <= max(amount / 200, Decimal("0.005"))


@given(st.floats(0, 1))
def test_a_share_is_never_told_as_a_whole_per_cent_that_it_does_not_reach(part: float) -> None:
    told = share(part).en
    if told.startswith(("less", "nearly")):
        return
    assert abs(float(told.rstrip("%")) - part * 100) <= 0.1
    if "." not in told:
        assert float(told.rstrip("%")) <= part * 100 + 1e-9


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("2025-03-01", "2025-03-06", "2025年3月1日至6日", "1 to 6 March 2025"),
        ("2025-03-30", "2025-04-02", "2025年3月30日至4月2日", "30 March to 2 April 2025"),
        (
            "2024-12-30",
            "2025-01-02",
            "2024年12月30日至2025年1月2日",
            "30 December 2024 to 2 January 2025",
        ),
        ("2025-03-01", "2025-03-01", "2025年3月1日", "1 March 2025"),
    ],
)
def test_a_span_of_days_says_month_and_year_once(first: str, last: str, zh: str, en: str) -> None:
    told = day_span(first, last)
    assert (told.zh, told.en) == (zh, en)
