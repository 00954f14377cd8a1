"""What is typed where a value is required and nobody knows it: words, masks, rows of one digit."""

import re

from cypher.normalisation.folding import alphanumeric

_SAID = (
    "无 空 否 略 缺 缺失 空白 不明 保密 本人 其他 其它 测试 试用 na nan nil none null nothing "
    "unknown undefined missing noinfo tbd tba todo test testing asdf asdfgh qwer qwert qwerty abc "
    "abcd abcde abcdef abc123 xyz ceshi wu"
)
#: Words that say that nothing is known, or that somebody tried the form out.
_WORDS = frozenset(_SAID.split())

#: 无证件, 待补录, 暂未提供, 同上, 没有固定电话, 详见附件: a word that denies or puts off, and then
#: only words of what a form asks for and of what is done with it.
_DENIED = re.compile(
    "(?:客户|本人|该户|目前|现|暂时|暂|尚|均|皆|都|已)*"
    "(?:没有|没|无|未|待|不|缺|拒|同|见|详|如|参|停|空|略)"
    "(?:法|可|能|便|愿|需|有|曾|具体|任何|此|该|其|本|相关|固定|有效|上|下|前|后|左|户|第|行|栏|"
    "详|明|知|晓|道|清|楚|祥|定|用|机|号|绝|失|见|提供|告知|填|写|报|登|记|录|入|补|充|完|善|全|"
    "确|认|核|实|对|查|更|新|采|集|收|留|存|透露|公开|附件|原件|资料|系统|处理|办|"
    "居民|身份|证件|证|号码|码|电话|手机|座机|联系|方式|人|地址|住址|住所|居所|邮箱|邮件|邮编|"
    "电子|信息|内容|数据|备注|单位|家庭|传真)*"
)
#: What a spreadsheet makes of a long number; E12345678 is a passport's and 5e12 a device's.
_ROUNDED = re.compile(r"[+-]?\d+(?:\.\d+e[+-]?|e\+)\d+")
#: Digits behind which others were crossed out.
_CROSSED_OUT = re.compile(r"xxx(?<=\dxxx)|[•●○█■□]{2}")
_UP, _DOWN = "01234567890123456789", "98765432109876543210"
#: So many digits in their order are no number but the upper row of the keys.
_IN_A_ROW = 6


def says_nothing(text: str) -> bool:
    """Whether a text, in its plain form, says nothing, whatever it is meant to be."""
    letters = alphanumeric(text)
    return (
        one_letter(letters)
        or "*" in text
        or letters in _WORDS
        or in_a_row(letters)
        or (not letters.isascii() and _DENIED.fullmatch(letters) is not None)
        or ("e" in text and _ROUNDED.fullmatch(text) is not None)
        or _CROSSED_OUT.search(text) is not None
    )


def one_letter(text: str) -> bool:
    """Whether a text is one letter repeated, or empty."""
    return text == text[:1] * len(text)


def in_a_row(text: str) -> bool:
    """Whether a text is nothing but digits in their order, up or down."""
    return len(text) >= _IN_A_ROW and (text in _UP or text in _DOWN)
