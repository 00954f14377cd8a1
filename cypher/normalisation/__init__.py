"""Written values in a form in which the same thing is the same text, however it was typed.

Pure functions from text to text; an empty result means that the value says nothing. Forms of
characters follow Unicode's NFKC (full-width to half-width); the rest is convention, stated at each
function.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from cypher.vocabulary import IDENTIFIER_KINDS, Form

#: What is typed where a value is required and nobody knows it.
_NOTHING = {"无", "暂无", "没有", "不详", "未知", "空", "na", "nil", "none", "null", "unknown"}

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_AT_NO_DIGIT = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
_SPACE = re.compile(r"\s+")
_COUNTRY_CODE = re.compile(r"^(?:00)?86(?=1\d{10}$)")
_COUNTRY = re.compile("^(?:中华人民共和国|中国)")
#: The longer words first: 自治区 is one word, not what is left of it without 区.
_DIVISION = re.compile(
    "特别行政区|(?:维吾尔|壮族|回族)?自治区|自治州|自治县|自治旗|地区|街道|省|市|区|县|旗|盟|乡|镇"
)

_LEGAL_FORM = re.compile(
    "(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|集团|控股|有限合伙|普通合伙)$"
)
#: Words that say in which legal form a company stands, or that it heads others.
_LEGAL_WORD = re.compile(
    "co|company|ltd|limited|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|"
    "ag|kg|kgaa|se|sa|sas|sarl|srl|spa|bv|nv|oy|oyj|"
    "ab|as|aps|pty|pte|sdn|bhd|kk|group|holding|holdings"
)

_COMPOUND_SURNAME = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|"
    "皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|"
    "子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐|"
    "段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|第五|纳兰|完颜"
)
_CHINESE = re.compile("[㐀-䶿一-鿿]")
_GENERATION = frozenset(("jr", "sr", "ii", "iii", "iv"))


def normalised(kind: str, value: str) -> str:
    """The value of an identifier as text that is equal where the thing is the same.

    `kind` is that of an identifier, which says in what form values are compared; of a kind that is
    not known letters and digits are. '' where the value says nothing: it is empty, a word for
    not knowing, or masked with asterisks.
    """
    plain = _plain(value)
    if "*" in plain or _NOT_WORD.sub("", plain) in _NOTHING:
        return ""
    known = IDENTIFIER_KINDS.get(kind)
    return _FORMS[known.form if known else "letters_and_digits"](plain)


def own_id_number(value: str | None, id_type: str | None) -> str | None:
    """A customer's own number as `normalised` has numbers, within its type; None where it is."""
    return None if value is None else normalised("id_number", value)


def normalised_texts(kind: str, values: Iterable[str]) -> dict[str, str]:
    """Each different value with its normalised text; linear in the values, each one done once."""
    return {value: normalised(kind, value) for value in dict.fromkeys(values)}


def company_core(name: str) -> str:
    """A company's name without its legal form: 有限公司, 集团, Co., Ltd., GmbH and the like.

    Letters and digits only, in lower case; '' where nothing but the form is there. The place stays:
    杭州某某 and 宁波某某 are not one name.
    """
    # A dot belongs to its word (S.A., Co.), other signs stand between words.
    words = _NOT_WORD.sub(" ", _plain(name).replace(".", "")).split()
    while words and _LEGAL_WORD.fullmatch(words[-1]):
        words.pop()
    core = "".join(words)
    while shorter := _LEGAL_FORM.sub("", core):
        if shorter == core:
            return core
        core = shorter
    return ""


def family_name(name: str) -> str:
    """A person's family name in lower case; '' where there is no name.

    A Chinese name begins with it (one character, or two where it is a compound surname and a given
    name follows); in a transcribed one (约翰·史密斯) it stands after the last dot. A name in Latin
    letters ends with it, or begins with it where a comma follows; Jr., III and the like are left
    out.
    """
    plain = _plain(name)
    if _CHINESE.search(plain):
        parts = _SPACE.sub("", plain).replace("•", "·").split("·")
        if len(parts) > 1:
            return parts[-1]
        compound = len(parts[0]) > 2 and _COMPOUND_SURNAME.match(parts[0])
        return parts[0][: 2 if compound else 1]
    before, comma, _ = plain.partition(",")
    words = [
        word
        for word in _SPACE.split((before if comma else plain).replace(".", " "))
        if word and word.strip(",") not in _GENERATION
    ]
    return words[-1] if words else ""


def _plain(text: str) -> str:
    """NFKC and lower case; what is plain ASCII has its form already."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold().strip()


def _letters_and_digits(plain: str) -> str:
    return _NOT_WORD.sub("", plain)


def _phone(plain: str) -> str:
    """Digits only; the country code of a Chinese mobile phone is left out, zeros alone are none."""
    digits = _COUNTRY_CODE.sub("", _NOT_DIGIT.sub("", plain))
    return digits if digits.strip("0") else ""


def _without_spaces(plain: str) -> str:
    return _SPACE.sub("", plain)


def _address(plain: str) -> str:
    """Without the words for province, city, district and the like; 1-12 and 11-2 stay different."""
    joined = _AT_NO_DIGIT.sub("", _BETWEEN_DIGITS.sub("-", plain))
    return _DIVISION.sub("", _COUNTRY.sub("", joined))


_FORMS: dict[Form, Callable[[str], str]] = {
    "digits": _phone,
    "without_spaces": _without_spaces,
    "address": _address,
    "letters_and_digits": _letters_and_digits,
}
