"""What every page is made with: its language, who looks at it, how fresh it is, the way back."""

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import quote, urlencode, urlsplit

from flask import Response, abort, g, make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from cypher import StoreError
from cypher.language import LANGUAGES
from cypher.serve.runs import LastInstants
from cypher.vocabulary import Text
from service.access import masks
from service.access.loopback import is_loopback
from service.access.viewer import Viewer
from service.accounts.sessions import form_token
from service.api.around.hosts import is_allowed, is_off_loopback
from service.api.around.who import need_token, session_cookie, viewer_of_request
from service.api.http.answers import settings, whole_store
from service.api.http.language import CHOSEN, asked_language, reader_language
from service.api.http.times import current_run, zone
from service.errors import NotAllowed, NotSignedIn
from service.instants import instant
from service.web.kit.asking import may
from service.web.kit.drafts import DRAFT, with_draft
from service.web.kit.edges import EDGE_WORDS
from service.web.kit.menu import MENU
from service.web.kit.words import WORDS

#: Where somebody is led who has signed in and came from nowhere.
HOME = "/"
#: A path of this site: what browsers would read as another host has two slashes, or signs that they
#: drop or turn (blanks, control characters, a backslash).
_OWN = re.compile(r"/(?:[^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?")
#: What servers take as one line, with room for the rest of it.
MOST_OF_NEXT = 3_500
#: What nobody typed: letters and digits that only this service reads.
_OPAQUE = frozenset({"cursor", DRAFT, "lead"})
#: What every address may say of the run that is looked at; links on a page say it too.
OF_RUN = ("as_of", "known_at", "run")


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """A page in the reader's language; `t(zh, en)` in it tells a text, `link` an address."""
    language = reader_language()
    viewer: Viewer | None = g.get("viewer")
    session_id = request.cookies.get(session_cookie(), "")
    told = {
        "language": language,
        "t": lambda zh, en: zh if language == "zh" else en,
        "other": next(word for word in LANGUAGES if word != language),
        "viewer": viewer,
        "auth": settings().auth,
        "token": form_token(session_id) if session_id and viewer and viewer.is_signed else "",
        "menu": [entry for entry in MENU if may(entry.operation)] if viewer else [],
        "fresh": _fresh() if viewer and status < 500 else None,
        "here": here,
        "link": link,
        "api": api,
        "args": _told_back(),
        "may": may,
        **{name: _told_in(language, word) for name, word in (WORDS | EDGE_WORDS).items()},
    }
    response = make_response(render_template(template, **(told | shown)), status)
    response.headers["Content-Language"] = language
    if request.args.get("lang") in LANGUAGES:
        keep_cookie(response, CHOSEN, language)
    return response


def page_viewer(*operations: str) -> Viewer:
    """Who looks at a page; who is not signed in is led to /sign-in and from there back.

    Raises NotAllowed where he may ask none of the operations of which the page is made, and for a
    form that is not from a page of this site and session; BadRequest for a language that there is
    not.
    """
    asked_language()
    try:
        g.viewer = viewer_of_request()
    except NotSignedIn:
        _lead_to_sign_in()
    if request.method == "POST":
        _need_own_form()
    viewer: Viewer = g.viewer
    if operations and not any(map(may, operations)):
        raise NotAllowed(
            Text(
                "您的角色无权打开此页：页首菜单列出了可打开的页面",
                "your roles do not open this page: the menu shows those that they do",
            )
        )
    return viewer


def _need_own_form() -> None:
    """Return where a form comes from a page of this site and session; else raise NotAllowed.

    Browsers say with each form from which site it is. Without a session, behind a proxy that knows
    the browser or where nobody signs in, that alone tells another site's form from one of ours.
    """
    origin = request.headers.get("Origin")
    if origin is not None and not _is_own(origin):
        raise NotAllowed(
            Text(
                "表单来自其他网站，未予受理：请在本站页面上重新填写",
                "the form is another site's and changed nothing: fill it in on a page of this one",
            )
        )
    if session_cookie() in request.cookies and settings().auth in ("local", "oidc"):
        need_token()


def _is_own(origin: str) -> bool:
    """Whether a form is from a page of this site, under the name it has for the browser.

    A proxy may ask under another name than the browser does; those that it may be asked under are
    known (GUANXI_ALLOWED_HOSTS).
    """
    sent = urlsplit(origin)
    name = sent.hostname or ""
    return sent.netloc == request.host or (not is_loopback(name) and is_allowed(name, settings()))


def asked(*names: str) -> dict[str, str]:
    """What the address asks of the API by some names, and of which run; what is empty is left out.

    A name that is given several times, as check boxes are, is a list by commas.
    """
    return typed(*names, *OF_RUN)


def typed(*names: str) -> dict[str, str]:
    """As `asked`, for questions that are not about a run."""
    sent = {name: ",".join(filter(None, request.args.getlist(name))) for name in names}
    return {name: text for name, text in sent.items() if text}


def whole(sent: Mapping[str, str]) -> dict[str, str | None]:
    """What asks for all of a list of which `asked` or `typed` ask for a page: for `api`, of a file.

    It names the run as they do, and none where they do not.
    """
    told = {name: text for name, text in sent.items() if name not in ("limit", "cursor")}
    return {**dict.fromkeys(OF_RUN), **told}


def here(**changes: Any) -> str:
    """The present address with some of its query changed; None takes a part away."""
    query = request.args.to_dict(flat=False)
    for name, value in changes.items():
        query[name] = [] if value is None else [str(value)]
    # An id that somebody made of a phone has no page: there is nothing to come back to.
    path = request.path if masks.in_text(request.path) == request.path else HOME
    return _address(quote(path), query)


def link(path: str, /, *segments: Any, **query: Any) -> str:
    """An address of this site: a path, the ids after it, a query; it keeps to the present run."""
    whole = "/".join([path, *(quote(str(segment), safe="") for segment in segments)])
    run = {name: request.args.get(name) for name in OF_RUN}
    return _address(whole, run | query)


def api(path: str, /, **query: Any) -> str:
    """Where the API answers a path, as a file; in the language of the page."""
    return link(f"/api/v1{path}", **{"lang": reader_language(), **query})


def _address(path: str, query: dict[str, Any]) -> str:
    """An address with those parts of a query that say something and identify nobody.

    Who typed a certificate's number or a phone has it in one address, and in no link of its page.
    """
    said = {
        name: value
        for name, value in query.items()
        if value and (name in _OPAQUE or masks.in_text(str(value)) == str(value))
    }
    return f"{path}?{urlencode(said, doseq=True)}" if said else path


def _told_back() -> MultiDict[str, str]:
    """What the address says, as fields show it again: identifying values masked."""
    return MultiDict([(name, masks.in_text(text)) for name, text in request.args.items(multi=True)])


def _told_in(language: str, word: Any) -> Any:
    return lambda *said: word(language, *said)


def _fresh() -> dict[str, Any] | None:
    """The day of the current run, when it was published, when the last load ended; None if away."""
    try:
        run, [last] = current_run(), whole_store().rows(LastInstants())
    except StoreError:
        return None
    return {
        "run": run.run_id,
        "as_of": run.as_of,
        "loaded": told_here(last.finished_at) if last.finished_at else None,
        "published": zone().told(run.known_at) if run.known_at else None,
    }


def told_here(at: int) -> str:
    """An instant (milliseconds since 1970) as the API tells it, in the bank's zone."""
    return zone().told(instant(at))


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


def _lead_to_sign_in() -> NoReturn:
    back = request.full_path.rstrip("?") if request.method == "GET" else with_draft()
    abort(redirect(f"/sign-in?next={quote(own_address(back), safe='/')}", 303))


def own_address(sent: str | None, other: str = HOME) -> str:
    """An address of this site as it was sent; the other for one that is not."""
    return sent if sent and len(sent) <= MOST_OF_NEXT and _OWN.fullmatch(sent) else other
