"""What reads badly in a sentence for a banker: kinds of faults, each by a pattern that finds it.

The patterns know what may stand in a sentence besides its words: names, and ids such as A001368.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cypher.vocabulary import EDGE_TYPES
from service.tagging.figures import CURRENCIES_ZH
from service.tags import catalogue

_CURRENCIES = "|".join(CURRENCIES_ZH)
_UNITS = "|".join(CURRENCIES_ZH.values())
#: A sign before which digits belong to an id or a name.
_ID = r"[A-Za-z0-9_@:*.-]"
#: One letter is a grade's id and its title, and a name as well.
_GRADES = "|".join(
    {grade.grade_id for tag in catalogue().values() for grade in tag.grades if grade.grade_id[1:]}
)


@dataclass(frozen=True)
class Fault:
    """A kind of fault: in which languages it is looked for, how, and a sentence that has it."""

    name: str
    languages: tuple[str, ...]
    pattern: re.Pattern[str]
    bad: str


#: What is next to nothing of something: 不足其净资产的0.01%.
_NEXT_TO_NOTHING = re.compile(r"(?:不足|less than )[^，；：（）,;:]{0,20}?0\.01 ?%")

BOTH, ZH, EN = ("zh", "en"), ("zh",), ("en",)

FAULTS = (
    Fault(
        "a word with an underscore, as programs write it",
        BOTH,
        re.compile(r"[a-z]_[a-z]"),
        "在guarantee_circle中",
    ),
    Fault(
        "a type of edge",
        BOTH,
        re.compile(rf"(?<!\w)(?:{'|'.join(EDGE_TYPES)})(?!\w)", re.ASCII),
        "因GUARANTEES关系",
    ),
    Fault(
        "the id of a grade",
        ZH,
        re.compile(rf"(?<![\w-])(?:{_GRADES})(?![\w-])", re.ASCII),
        "等级为medium_high",
    ),
    Fault(
        "the code of a currency whose name is known",
        ZH,
        re.compile(rf"(?<![A-Za-z])(?:{_CURRENCIES})(?![A-Za-z])"),
        "对外担保4185328.83 CNY",
    ),
    Fault(
        "an amount before its currency",
        EN,
        re.compile(rf"\d ?(?:{_CURRENCIES})(?![A-Za-z])"),
        "came back: 960000.00 CNY",
    ),
    Fault(
        "a share with more than one decimal",
        BOTH,
        re.compile(r"(?<![\d.,])\d[\d,]*\.\d{2,} ?%"),
        "100%的影响关系中有77.28%",
    ),
    Fault(
        "a share of 200 % or more",
        BOTH,
        re.compile(r"(?<![\d.,])(?:[2-9]\d\d|\d[\d,]{3,})(?:\.\d+)? ?%"),
        "相当于其净资产的84064.63%",
    ),
    Fault(
        "one of what the noun says are several",
        EN,
        re.compile(r"(?<![\w.,])1 (?!has\b|is\b|was\b|does\b)[a-z]*[a-rt-z]s\b"),
        "Followed by 1 customers",
    ),
    Fault(
        "persons or firms counted as things",
        ZH,
        re.compile(r"等[\d,]+个(?!标识|账户|设备|地址|电话|邮箱|圈层|月|月份)"),
        "陈秀英、王丽华、李强等20个跟随",
    ),
    Fault(
        "customers counted as things",
        ZH,
        re.compile(r"\d个(?:客户|企业|自然人|人(?!民币)|在经济上)"),
        "4个在经济上依存于它",
    ),
    Fault(
        "an amount without separators",
        BOTH,
        re.compile(rf"(?<!{_ID})(?<!电话)(?<!phone )\d{{5,}}"),
        "转入960000元",
    ),
    Fault(
        "an amount of ten thousand or more in yuan",
        ZH,
        re.compile(rf"\d{{2,}},\d{{3}}(?:\.\d+)?(?:{_UNITS})"),
        "约12,779元",
    ),
    Fault(
        "a day or a month as programs write it",
        BOTH,
        re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!\d)"),
        "最近一次往来在2025-12-26",
    ),
    Fault("two spaces", BOTH, re.compile(r"  "), "all of it.  The rest"),
    Fault(
        "a reference value of this product as a custom of the trade",
        ZH,
        re.compile(r"(?<!已成)惯例"),
        "三笔及以上（惯例）",
    ),
    Fault(
        "a reference value of this product as a convention",
        EN,
        re.compile(r"\bconventions?\b", re.IGNORECASE),
        "three or more (convention)",
    ),
    Fault("that something can be set", ZH, re.compile(r"可设"), "五人及以上（可设）"),
    Fault(
        "that something is a setting",
        EN,
        re.compile(r"[(,] ?(?:a )?settings?\b|\bunless set\b|\b(?:is|are) (?:a )?settings?\b"),
        "the top fifth (a setting)",
    ),
    Fault(
        "what reads as if it exceeded by so much",
        ZH,
        re.compile(r"超过净资产[\d,]"),
        "对外担保418.53万元，超过净资产1.09万元（384倍）",
    ),
    Fault(
        "credit for what customers bring",
        EN,
        re.compile(r"\bcredit CNY|\bcredit \d|no credit so far"),
        "credit 3967250.00 CNY, mostly through",
    ),
)


def faults(text: str, language: str) -> Iterator[str]:
    """What is bad in a sentence, with the words where it is."""
    text = _NEXT_TO_NOTHING.sub("…", text)
    for fault in FAULTS:
        if language in fault.languages and (found := fault.pattern.search(text)):
            yield f"{fault.name}: {found[0]!r}"
