"""Addresses: down to a road, a house or a village, whether or not divisions are named in full."""

import re

from cypher.normalisation.divisions import Division, divided

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_AT_NO_DIGIT = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
_COUNTRY = re.compile("^(?:中华人民共和国|中国)")
_POSTCODE = re.compile(r"^\d{6}(?=\D)")
#: 12# is 12号.
_NUMBER_SIGN = re.compile(r"(?<=\d)\s*#")

#: A township says no more than a district does where nothing follows.
_TOWNSHIP = re.compile(r"^[㐀-鿿]{1,12}?(?:街道办事处|街道|苏木|镇|乡)")
#: 翠苑小区 is no district.
_DISTRICT = re.compile(r"^[㐀-鿿]{1,12}?(?:(?<![小社园景校厂院])区|县|市|旗)$")
#: What is named below a township.
_PLACE = re.compile(
    "路|街|巷|弄|大道|道|胡同|里|村|屯|庄|寨|组|社|号|幢|栋|楼|室|单元|座|大厦|广场|小区|社区|"
    "花园|公寓|苑|园|城|府|院|中心|厂|场|市场|坊|宅|湾|桥|站|店|馆|校|"
    r"street|road|avenue|lane|drive|square|building|tower|house|\b(?:st|rd|ave|blvd|apt)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


def address(text: str) -> str:
    """An address of letters and digits, its divisions without the words 省, 市, 区 and the like.

    Only the divisions with which it begins are changed, so that nothing is cut out of 县前街 or
    药行街; a province goes where its city is named or known. Between numbers one sign stays: 1-12
    and 11-2 are different. '' where nothing below the district is named: neither a digit nor a
    road, a house, a village.
    """
    joined = _POSTCODE.sub("", text)
    if not joined.isalnum():
        numbered = _NUMBER_SIGN.sub("号", joined)
        joined = _AT_NO_DIGIT.sub("", _BETWEEN_DIGITS.sub("-", numbered))
    lowest, rest = divided(_COUNTRY.sub("", joined))
    if not _LETTER.search(rest) or not _reaches_below(rest, text):
        return ""
    return _prefix(lowest) + rest


def _reaches_below(rest: str, text: str) -> bool:
    """Whether what follows the divisions names something below them."""
    if _DIGIT.search(rest):
        return True
    below = _TOWNSHIP.sub("", rest)
    if not below or _DISTRICT.fullmatch(below):
        return False
    # Words of Latin letters are told apart by the spaces that the rest has no longer.
    return _PLACE.search(text if below.isascii() else below) is not None


def _prefix(lowest: Division | None) -> str:
    """The names of the divisions that tell addresses apart; a city needs no province's."""
    line = [*lowest.line] if lowest else []
    of_a_city = any(division.level == 1 for division in line)
    return "".join(division.name for division in line if division.level or not of_a_city)
