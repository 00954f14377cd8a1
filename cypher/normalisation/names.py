"""What of a name tells two apart: a company's core, a person's family name."""

import re

from cypher.normalisation.folding import plain

_NOT_WORD = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")
_LEGAL_FORM = re.compile(
    "(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|集团|控股|有限合伙|普通合伙)$"
)
#: Words that say in which legal form a company stands, or that it heads others.
_LEGAL_WORD = re.compile(
    "co|company|ltd|limited|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|"
    "ag|kg|kgaa|se|sa|sas|sarl|srl|spa|bv|nv|oy|oyj|"
    "ab|as|aps|pty|pte|sdn|bhd|kk|group|holding|holdings"
)

#: In simplified letters, as names are when they are looked at.
_COMPOUND_SURNAME = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|"
    "皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|"
    "子车|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐|"
    "段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|第五|纳兰|完颜"
)
_CHINESE = re.compile("[㐀-䶿一-鿿]")
_GENERATION = frozenset(("jr", "sr", "ii", "iii", "iv"))


def company_core(name: str) -> str:
    """A company's name without its legal form: 有限公司, 集团, Co., Ltd., GmbH and the like.

    Letters and digits only, in simplified and small letters; '' where nothing but the form is
    there. The place stays: 杭州某某 and 宁波某某 are not one name.
    """
    # A dot belongs to its word (S.A., Co.), other signs stand between words.
    words = _NOT_WORD.sub(" ", plain(name).replace(".", "")).split()
    while words and _LEGAL_WORD.fullmatch(words[-1]):
        words.pop()
    core = "".join(words)
    while shorter := _LEGAL_FORM.sub("", core):
        if shorter == core:
            return core
        core = shorter
    return ""


def family_name(name: str) -> str:
    """A person's family name in simplified and small letters; '' where there is no name.

    A Chinese name begins with it (one character, or two where it is a compound surname and a given
    name follows); in a transcribed one (约翰·史密斯) it stands after the last dot. A name in Latin
    letters ends with it, or begins with it where a comma follows; Jr., III and the like are left
    out.
    """
    text = plain(name)
    if _CHINESE.search(text):
        parts = _SPACE.sub("", text).replace("•", "·").split("·")
        if len(parts) > 1:
            return parts[-1]
        compound = len(parts[0]) > 2 and _COMPOUND_SURNAME.match(parts[0])
        return parts[0][: 2 if compound else 1]
    before, comma, _ = text.partition(",")
    words = [
        word
        for word in _SPACE.split((before if comma else text).replace(".", " "))
        if word and word.strip(",") not in _GENERATION
    ]
    return words[-1] if words else ""
