"""What every page is made with: its language, who looks at it, and the way back to it."""

import re
from typing import Any, NoReturn
from urllib.parse import quote

from flask import Response, abort, g, make_response, redirect, render_template, request

from cypher.language import LANGUAGES
from service.access.viewer import Viewer
from service.accounts.sessions import form_token
from service.api.around.hosts import is_off_loopback
from service.api.around.who import session_cookie, viewer_of_request
from service.api.http.answers import settings
from service.api.http.language import CHOSEN, reader_language
from service.errors import NotSignedIn

#: Where somebody is led who has signed in and came from nowhere.
HOME = "/me"
#: A path of this site: what browsers would read as another host has two slashes, or signs that they
#: drop or turn (blanks, control characters, a backslash).
_OWN = re.compile(r"/(?:[^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?")
MOST_OF_NEXT = 2_000


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """A page in the reader's language; `t(zh, en)` in it tells a text."""
    language = reader_language()
    viewer: Viewer | None = g.get("viewer")
    session_id = request.cookies.get(session_cookie(), "")
    response = make_response(
        render_template(
            template,
            language=language,
            t=lambda zh, en: zh if language == "zh" else en,
            other=next(each for each in LANGUAGES if each != language),
            viewer=viewer,
            auth=settings().auth,
            token=form_token(session_id) if session_id and viewer else "",
            **shown,
        ),
        status,
    )
    response.headers["Content-Language"] = language
    if request.args.get("lang") in LANGUAGES:
        keep_cookie(response, CHOSEN, language)
    return response


def keep_cookie(response: Response, name: str, value: str, samesite: str = "Lax") -> None:
    """Have the browser keep a cookie that no script reads and that no other site sends along."""
    response.set_cookie(
        name,
        value,
        secure=is_off_loopback(request.environ),
        httponly=True,
        samesite=samesite,
        path="/",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(name, secure=is_off_loopback(request.environ), httponly=True, path="/")


def page_viewer() -> Viewer:
    """Who looks at a page; who is not signed in is led to /sign-in and from there back."""
    try:
        g.viewer = viewer_of_request()
    except NotSignedIn:
        _lead_to_sign_in()
    viewer: Viewer = g.viewer
    return viewer


def _lead_to_sign_in() -> NoReturn:
    back = request.full_path.rstrip("?") if request.method == "GET" else HOME
    abort(redirect(f"/sign-in?next={quote(own_address(back), safe='/')}", 303))


def own_address(sent: str | None) -> str:
    """An address of this site as it was sent; the home page for any other."""
    return sent if sent and len(sent) <= MOST_OF_NEXT and _OWN.fullmatch(sent) else HOME
