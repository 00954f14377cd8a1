"""Texts as cells of a CSV file that a spreadsheet may open."""

import re
import unicodedata

#: What begins a formula; full-width and small forms fold to these.
_BEGINS_FORMULA = frozenset("=+-@")
_BREAKS_CELL = frozenset("\t\r\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def safe_cell(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula.

    What stands first is looked at without spaces and letters that nobody sees; a plain number, also
    a negative one, stays as it is.
    """
    if text.isascii() and text[:1].isalnum():
        return text
    return f"'{text}" if _is_risky(text) and not _NUMBER.fullmatch(text) else text


def _is_risky(text: str) -> bool:
    for letter in text:
        if letter in _BREAKS_CELL:
            return True
        if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc"):
            return unicodedata.normalize("NFKC", letter)[:1] in _BEGINS_FORMULA
    return False
