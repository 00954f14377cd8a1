"""Who asks, as GUANXI_AUTH says: nobody who signs in, a proxy's word, a key or a session."""

import hmac
import re
from urllib.parse import unquote

from flask import request

from cypher.vocabulary import Text
from service.access.roles import ROLE_IDS, Role
from service.access.viewer import LOCAL, Viewer
from service.accounts.keys import viewer_of_key
from service.accounts.provider import provider_of
from service.accounts.sessions import is_form_token, viewer_of_session
from service.accounts.tokens import claims_of, viewer_of_claims
from service.api.around.hosts import is_off_loopback
from service.api.http.answers import machine, settings, whole_store
from service.errors import NotAllowed, NotSignedIn

#: What a proxy says of whom it forwards for; nobody stands in front of a service without sign-in.
_FORWARDED = re.compile("forwarded|x-forwarded-", re.IGNORECASE)
_SIGN_IN = Text("请先登录，或随请求附上密钥", "sign in, or send a key with the request")
#: Where an environ that this process made itself says who asks: a page asks for its viewer.
VOUCHED = "guanxi.viewer"
#: What changes nothing, and so needs no token of a session's.
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Where the token is sent: a header of programs, a field of forms.
TOKEN_HEADER, TOKEN_FIELD = "X-CSRF-Token", "csrf_token"


def viewer_of_request() -> Viewer:
    """Who asks; raises NotSignedIn where nobody vouches for who asks, NotAllowed for a forgery."""
    vouched: Viewer | None = request.environ.get(VOUCHED)
    if vouched is not None:
        return vouched
    known = settings()
    if known.auth == "none":
        return _local()
    if known.auth == "proxy":
        return _named_by_proxy(known.proxy_secret.get_secret_value())
    return _with_credentials() if "Authorization" in request.headers else _in_session()


def session_cookie() -> str:
    """The name of the cookie that holds a session's id."""
    return _own_cookie("guanxi_session")


def form_cookie() -> str:
    """The name of the cookie that a form to sign in belongs to: another site's form has none."""
    return _own_cookie("guanxi_form")


def _own_cookie(name: str) -> str:
    """A cookie's name: off loopback one that no other site, a neighbour's either, can have set."""
    return f"__Host-{name}" if is_off_loopback(request.environ) else name


def session_viewer() -> Viewer | None:
    """Whose session a browser sends, None where it sends none that is going on."""
    session_id = request.cookies.get(session_cookie())
    if not session_id:
        return None
    return viewer_of_session(whole_store(), machine(), settings(), session_id)


def need_token() -> None:
    """Raise NotAllowed unless the session's token comes along; a page elsewhere has none."""
    sent = request.headers.get(TOKEN_HEADER) or request.form.get(TOKEN_FIELD, "")
    if not is_form_token(request.cookies.get(session_cookie(), ""), sent):
        raise NotAllowed(
            Text(
                f"缺少本会话的令牌：请在请求头{TOKEN_HEADER}或表单字段{TOKEN_FIELD}中附上，"
                "或重新打开页面",
                f"the token of this session is missing: send it as {TOKEN_HEADER}, in forms as "
                f"{TOKEN_FIELD}, or open the page again",
            )
        )


def _local() -> Viewer:
    if any(_FORWARDED.match(name) for name, _ in request.headers):
        raise NotAllowed(
            Text(
                "服务未启用登录（GUANXI_AUTH=none），不接受代理转发的请求",
                "nobody signs in here (GUANXI_AUTH=none), so nothing is taken from a proxy",
            )
        )
    return LOCAL


def _with_credentials() -> Viewer:
    """The viewer of a key or a token, whatever session is sent beside it."""
    scheme, _, sent = request.headers["Authorization"].partition(" ")
    found = _of_bearer(sent.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise NotSignedIn(_SIGN_IN)
    return found


def _of_bearer(sent: str) -> Viewer | None:
    """The viewer of a key of this store's, or of an identity provider's token."""
    known = settings()
    if known.auth == "local":
        return viewer_of_key(whole_store(), machine(), sent)
    claims = claims_of(provider_of(known.oidc_issuer), known, sent)
    return viewer_of_claims(known, claims) if claims else None


def _in_session() -> Viewer:
    """The viewer of a session; what changes something comes with the session's token."""
    found = session_viewer()
    if found is None:
        raise NotSignedIn(_SIGN_IN)
    if request.method not in _SAFE:
        need_token()
    return found


def _named_by_proxy(secret: str) -> Viewer:
    """Whom a proxy names that knows the secret; what it says is in UTF-8, percent-encoded."""
    sent = request.headers.get("X-Guanxi-Secret", "")
    user_id = unquote(request.headers.get("X-Guanxi-User", ""))
    if not secret or not hmac.compare_digest(sent.encode(), secret.encode()) or not user_id:
        raise NotSignedIn(_SIGN_IN)
    roles: tuple[Role, ...] = tuple(role for role in ROLE_IDS if role in _listed("Roles"))
    return Viewer(user_id, roles, _listed("Branches"), _listed("Managers"))


def _listed(name: str) -> tuple[str, ...]:
    """A list of a proxy's, by commas, each percent-encoded."""
    sent = request.headers.get(f"X-Guanxi-{name}", "")
    return tuple(unquote(each.strip()) for each in sent.split(",") if each.strip())
