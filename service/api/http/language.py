"""The language that a reader has asked for, where an answer shows one alone."""

from flask import request
from werkzeug.datastructures import LanguageAccept

from cypher.language import LANGUAGES, Language
from cypher.vocabulary import Text
from service.api.http.answers import settings
from service.errors import BadRequest

#: The cookie that says which language was chosen last on a page.
CHOSEN = "guanxi_lang"


def asked_language() -> Language:
    """That of `lang`, else the one chosen last on a page, else Accept-Language's, else GUANXI_LANG.

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
    named = (request.args.get("lang"), request.cookies.get(CHOSEN))
    asked = next((said for said in named if said in LANGUAGES), None)
    return language_of(asked, request.accept_languages, settings().lang)


def language_of(asked: str | None, accepted: LanguageAccept, default: Language) -> Language:
    """The language asked for by name, else the one that is accepted best, else the default."""
    for wanted in (asked, accepted.best_match(LANGUAGES)):
        for language in LANGUAGES:
            if wanted == language:
                return language
    return default
