"""/sign-in and /sign-out: with a name and a password, or by an identity provider."""

import re
import secrets

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cypher.vocabulary import Text
from service.accounts.code_flow import begin, finish, unpacked
from service.accounts.sessions import (
    begin_session,
    begin_session_of,
    end_session,
    form_token,
    is_form_token,
)
from service.accounts.sign_in import signed_in
from service.api.around.hosts import is_off_loopback
from service.api.around.who import (
    TOKEN_FIELD,
    form_cookie,
    need_token,
    session_cookie,
    session_viewer,
)
from service.api.http.answers import machine, settings, whole_store
from service.errors import (
    RETRY_AFTER,
    BadRequest,
    IdentityProviderAway,
    NotAllowed,
    Overloaded,
    ServiceError,
)
from service.web.kit.page import drop_cookie, keep_cookie, own_address, page

blueprint = Blueprint(
    "web",
    __name__,
    template_folder="../templates",
    static_folder="../static",
    static_url_path="/static",
)
_SANE = re.compile(r"[A-Za-z0-9_-]{43}")


@blueprint.get("/sign-in")
def form() -> AnyResponse:
    """The form to sign in with."""
    if settings().auth in ("none", "proxy"):
        return page("no_sign_in.html")
    if settings().auth == "oidc":
        return _lead_to_provider()
    return _form(200)


@blueprint.get("/sign-in/callback")
def callback() -> AnyResponse:
    """Where the identity provider leads a browser back to; whatever is wrong is a page of 400."""
    if settings().auth != "oidc":
        return page("no_sign_in.html", 404)
    begun = unpacked(request.cookies.get(form_cookie(), ""))
    if begun is None:
        return _not_begun()
    try:
        viewer = finish(settings(), _callback_address(), begun, request.args.to_dict())
    except (BadRequest, IdentityProviderAway) as error:
        return _failed(error)
    return open_session(begin_session_of(machine(), settings(), viewer), begun.back)


@blueprint.post("/sign-in")
def sign_in() -> AnyResponse:
    """Sign in with a name and a password: a session under a new id, and the way back."""
    if settings().auth != "local":
        return page("no_sign_in.html", 405)
    kept = request.cookies.get(form_cookie(), "")
    if not _SANE.fullmatch(kept) or not is_form_token(kept, request.form.get(TOKEN_FIELD, "")):
        return _form(400, stale=True)
    name, password = request.form.get("user", ""), request.form.get("password", "")
    try:
        user = signed_in(whole_store(), machine(), name, password)
    except Overloaded as error:
        return _failed(error)
    if user is None:
        return _form(401, refused=True)
    return open_session(begin_session(machine(), settings(), user), request.form.get("next"))


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the session; a form of another site cannot."""
    g.viewer = session_viewer()
    if g.viewer is not None:
        try:
            need_token()
        except NotAllowed as error:
            return page("refused.html", 403, reason=error.text)
        end_session(machine(), request.cookies[session_cookie()])
    response = page("signed_out.html")
    drop_cookie(response, session_cookie())
    return response


def open_session(session_id: str, back: str | None) -> AnyResponse:
    """Have the browser keep a new session in place of any other, and lead it back."""
    before = request.cookies.get(session_cookie())
    if before:
        end_session(machine(), before)
    response = redirect(own_address(back), 303)
    assert isinstance(response, Response)
    keep_cookie(response, session_cookie(), session_id)
    drop_cookie(response, form_cookie())
    return response


def _lead_to_provider() -> AnyResponse:
    try:
        address, begun = begin(
            settings(), _callback_address(), own_address(request.args.get("next"))
        )
    except IdentityProviderAway as error:
        return _failed(error)
    response = redirect(address, 303)
    assert isinstance(response, Response)
    keep_cookie(response, form_cookie(), begun.packed())
    return response


def _callback_address() -> str:
    """Under which the provider knows this service: off loopback by TLS, which a proxy takes off."""
    scheme = "https" if is_off_loopback(request.environ) else "http"
    return f"{scheme}://{request.host}/sign-in/callback"


def _not_begun() -> Response:
    reason = Text(
        "登录并非从本页开始，或已过期：请重新登录",
        "this browser has begun no sign-in here, or long ago: sign in again",
    )
    return page("refused.html", 400, reason=reason)


def _failed(error: ServiceError) -> Response:
    """What went wrong, in words; begun anew, nothing of it counts."""
    later = isinstance(error, IdentityProviderAway | Overloaded)
    response = page("refused.html", 503 if later else 400, reason=error.text)
    if later:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    drop_cookie(response, form_cookie())
    return response


def _form(status: int, **said: bool) -> Response:
    sent = request.cookies.get(form_cookie(), "")
    kept = sent if _SANE.fullmatch(sent) else secrets.token_urlsafe(32)
    back = own_address(request.values.get("next"))
    response = page(
        "sign_in.html",
        status,
        form_token=form_token(kept),
        back=back,
        user=request.form.get("user", "")[:64],
        **said,
    )
    if kept != sent:
        keep_cookie(response, form_cookie(), kept, samesite="Strict")
    return response
