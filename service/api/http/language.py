"""The language that a reader has asked for, where an answer shows one alone."""

from typing import Literal

from flask import request

from service.errors import BadRequest

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def asked_language() -> Language:
    """That of `lang`, else what the reader's program prefers (Accept-Language), else Chinese.

    Raises BadRequest for another `lang`.
    """
    asked = request.args.get("lang")
    if asked is None:
        preferred = request.accept_languages.best_match(LANGUAGES, default="zh")
        return "en" if preferred == "en" else "zh"
    for language in LANGUAGES:
        if asked == language:
            return language
    raise BadRequest(f"lang={asked!r} is no language here: zh or en", "lang")
