"""How names are made comparable for search, in Python and in DuckDB alike.

Full-width forms become half-width ones (as U+FF21, a wide A, does) and capitals small ones, letter
by letter, so that a text is as long afterwards as before.
"""

_FULL_WIDTH = "".join(chr(code) for code in (0x3000, *range(0xFF01, 0xFF5F)))
_HALF_WIDTH = "".join(chr(code) for code in (0x20, *range(0x21, 0x7F)))
_NARROWED = str.maketrans(_FULL_WIDTH, _HALF_WIDTH)

#: DuckDB's expression for `search_key` of `@value`.
SEARCH_KEY_SQL = "lower(translate(@value, '{}', '{}'))".format(
    _FULL_WIDTH, _HALF_WIDTH.replace("'", "''")
)


def search_key(text: str) -> str:
    """The text in half-width and small letters; as many characters as it had."""
    # One letter at a time: Python lowers a final sigma otherwise than others, and İ to two letters.
    return "".join(letter.lower()[0] for letter in text.translate(_NARROWED))
