"""Texts in the form in which they are searched, letter by letter.

A part of a text has a key that is part of the text's key: what stands in a name is found in it.
"""

import re
import unicodedata

from cypher.normalisation import alphanumeric, folded

#: Any of these in a name written with Chinese letters is the dot between the parts of a name.
_DOTS = "·•・‧∙⋅●○・﹒.᛫⸱⸳"
#: What search texts are marked with; no key has them.
SIGNS = "¬¶§¤¢£¥¦"
_CHINESE = "〇々㐀-䶿一-鿿豈-﫿\ue000-\uf8ff\U00020000-\U0010fffd"
_BETWEEN = re.compile(f"(?<=[{_CHINESE}])[ ·]+(?=[{_CHINESE}])")
_SPACES = re.compile(" {2,}")
#: Chinese letters, rare ones and those of a bank's own too.
CHINESE = re.compile(f"[{_CHINESE}]")
_LOOSE = re.compile("[ ·.]")
#: Letters that are invisible though Unicode does not call them so.
_BLANK = frozenset((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))


class _Letters(dict[int, str]):
    """What each letter becomes, looked up once; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _letter(chr(code))
        return found


def _letter(letter: str) -> str:
    category, code = unicodedata.category(letter), ord(letter)
    if letter.isspace():
        return " "
    if category in ("Cf", "Cc", "Cs") or code in _BLANK or _is_variation(code):
        return ""
    if letter in SIGNS:
        return "\ufffd"
    if letter in _DOTS and letter != ".":
        return "·"
    if code <= 0x2E7F:
        return letter
    # A few simplified letters are themselves the traditional form of another.
    while (simple := folded(letter)) != letter:
        letter = simple
    return letter


def _is_variation(code: int) -> bool:
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F


_LETTERS = _Letters()
_DOT = re.compile(rf"(?<=[{_CHINESE}])\.+(?=[{_CHINESE}])")


def search_key(text: str) -> str:
    """The text with what makes no difference to a reader made alike; '' where nothing is left.

    Wide letters are narrow (NFKC), capitals small, traditional letters simplified, each by itself;
    what cannot be seen is gone, and so are spaces and dots between Chinese letters.
    """
    plain = text.casefold()
    if text.isascii():
        if plain.isprintable() and "  " not in plain:
            return plain.strip(" ")
    else:
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    key = plain.translate(_LETTERS)
    if not _LOOSE.search(key):
        return key
    return _SPACES.sub(" ", _BETWEEN.sub("", _DOT.sub("", key))).strip(" ")


def number_key(text: str) -> str:
    """The letters and digits of a number, narrow and small, without what groups them."""
    return alphanumeric(search_key(text))


def words_of(text: str) -> list[str]:
    """The keys of a text's words, each once, in their order; spaces are between words."""
    spaced = unicodedata.normalize("NFKC", text)
    keys = (search_key(word) for word in spaced.split())
    return list(dict.fromkeys(key for key in keys if key))
