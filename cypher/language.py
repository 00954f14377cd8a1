"""The language in which commands speak to the person who runs them: GUANXI_LANG."""

import os
from typing import Literal

from cypher.text import Text

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def language() -> Language:
    """The language that GUANXI_LANG names, zh where it names none.

    From the environment itself: settings that cannot be read are told of in it, too.
    """
    named = os.environ.get("GUANXI_LANG")
    return next((known for known in LANGUAGES if known == named), LANGUAGES[0])


def spoken(text: Text) -> str:
    """A text in that language."""
    return text.told(language())
