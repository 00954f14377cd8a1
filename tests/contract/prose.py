"""Prose of the other language in what a person reads; codes, ids, commands, paths may stand."""

import re
from collections.abc import Iterator

#: What is quoted as another program said it, or as a person types it.
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`|'[^']*'|\{[^}]*\}")
#: Words that no code, id or path is.
_ENGLISH = re.compile(
    r"(?<![\w./:=_-])(?:the|is|are|was|were|be|of|not|and|but|must|it|its|to|has|have|with|from|for"
    r"|this|that|there|which|cannot|already|wrote|published)(?![\w./:=_-])",
    re.IGNORECASE | re.ASCII,
)
_CHINESE = re.compile(r"[\u3400-\u9fff，。：；、（）]")


def chinese_faults(text: str) -> Iterator[str]:
    """English words in a Chinese text."""
    bare = _QUOTED.sub("", text)
    yield from (f"{found[0]!r} in {text!r}" for found in _ENGLISH.finditer(bare))


def english_faults(text: str) -> Iterator[str]:
    """Chinese letters and signs in an English text."""
    bare = _QUOTED.sub("", text)
    yield from (f"{found[0]!r} in {text!r}" for found in _CHINESE.finditer(bare))
