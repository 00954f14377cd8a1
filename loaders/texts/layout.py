"""How a text that is made looks: a head that says what it does, in lines of 100 letters."""

import textwrap
from collections.abc import Iterable
from typing import Literal

Language = Literal["cypher", "sql"]
LANGUAGES: tuple[Language, ...] = ("cypher", "sql")

_WIDTH = 100
#: What is longer than this is folded: it stands among other words.
_FOLDED = 70
_COMMENT = {"cypher": "// ", "sql": "-- "}
_PARAMETER = {"cypher": "$", "sql": ":"}
#: What a text that is made says of itself.
MADE = "Made from the declarations in loaders/records/canonical.py by `make documents`."


def head(language: Language, *lines: str) -> str:
    """Comment lines, each wrapped by itself, the last of which says where the text comes from.

    A line that begins with a colon tells of a parameter, which is marked as the language does.
    """
    mark = _COMMENT[language]
    wrapped = (
        textwrap.fill(
            f"{_PARAMETER[language]}{line[1:]}" if line.startswith(":") else line,
            _WIDTH,
            initial_indent=mark,
            subsequent_indent=mark,
        )
        for line in (*lines, MADE)
    )
    return "".join(f"{line}\n" for line in wrapped)


def merge_head(language: Language, holds: str, key: tuple[str, ...]) -> str:
    """The head of a text that keeps rows by a key."""
    return head(language, f"Keeps {holds}; one row for each {enumerated(key)}.")


def enumerated(names: tuple[str, ...]) -> str:
    """The names as one says them: a, b and c."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def folded(text: str, between: str, indent: int) -> str:
    """A text of several parts; each on a line of its own where the whole is long."""
    if len(text) + indent <= _FOLDED:
        return text
    return text.replace(between, f"{between.rstrip()}\n{' ' * indent}")


def listed(items: Iterable[str], end: str, *, indent: int = 4) -> str:
    """The items with commas between, and `end` after the last, in full lines; none is broken."""
    unbroken = ", ".join(item.replace(" ", "\0") for item in items) + end
    filled = textwrap.fill(
        unbroken,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace("\0", " ")
