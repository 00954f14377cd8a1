"""The language that a reader has asked for, where an answer shows one alone."""

from flask import request

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
    for said in (request.args.get("lang"), request.cookies.get(CHOSEN)):
        for language in LANGUAGES:
            if said == language:
                return language
    preferred = request.accept_languages.best_match(LANGUAGES)
    return next((known for known in LANGUAGES if known == preferred), settings().lang)
