"""The language that a reader has asked for, where an answer shows one alone."""

from typing import Literal

from flask import request
from werkzeug.datastructures import LanguageAccept

from cypher.vocabulary import Text
from service.api.http.answers import settings
from service.errors import BadRequest

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def asked_language() -> Language:
    """That of `lang`, else what the reader's program prefers (Accept-Language), else GUANXI_LANG.

    Raises BadRequest for another `lang`.
    """
    asked = request.args.get("lang")
    if asked not in (None, *LANGUAGES):
        raise BadRequest(
            Text(
                f"lang={asked!r}不是可选语言：zh或en",
                f"lang={asked!r} is no language here: zh or en",
            ),
            "lang",
        )
    return reader_language()


def reader_language() -> Language:
    """As `asked_language`, for what must be said in some language whatever was asked."""
    return language_of(request.args.get("lang"), request.accept_languages, settings().lang)


def language_of(asked: str | None, accepted: LanguageAccept, default: Language) -> Language:
    """The language asked for by name, else the one that is accepted best, else the default."""
    for wanted in (asked, accepted.best_match(LANGUAGES)):
        for language in LANGUAGES:
            if wanted == language:
                return language
    return default
