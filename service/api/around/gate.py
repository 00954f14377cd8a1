"""The gate: no request under /api/v1 is answered before it is known who asks and that he may."""

import hmac
import re
from urllib.parse import unquote

from flask import Flask, g, request

from cypher.vocabulary import Text
from service.access.permits import operation_of, permitted
from service.access.roles import ROLE_IDS, Role
from service.access.viewer import LOCAL, Viewer
from service.api.http.answers import settings
from service.errors import NotAllowed, NotSignedIn
from service.settings import Settings

#: What is told to nobody who is not signed in, there or not.
GUARDED = "/api/v1"
#: What a proxy says of whom it forwards for; nobody stands in front of a service without sign-in.
_FORWARDED = re.compile("forwarded|x-forwarded-", re.IGNORECASE)
#: A parameter in a rule of werkzeug's, as OpenAPI writes it: {name}.
_PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
_SIGN_IN = Text("请先登录，或随请求附上密钥", "sign in, or send a key with the request")


def keep_gate(app: Flask) -> None:
    """Let a request in where its viewer's roles permit it; see `service.access.permits`.

    NotSignedIn is raised for any address under the API, NotAllowed for what no role of his may ask.
    """

    @app.before_request
    def let_in() -> None:
        if not request.path.startswith(GUARDED):
            return
        g.viewer = viewer_of_request(settings())
        if request.url_rule is None or request.method == "OPTIONS":
            return
        rule = _PARAMETER.sub(r"{\1}", request.url_rule.rule)
        g.operation = operation_of(request.method, rule)
        g.asking_roles = g.viewer.asking(g.operation)
        if not g.asking_roles:
            may = "、".join(sorted(permitted(g.operation)))
            raise NotAllowed(
                Text(
                    f"您的角色无权使用{g.operation}：需要其中之一：{may}",
                    f"your roles may not ask {g.operation}: it takes one of "
                    f"{', '.join(sorted(permitted(g.operation)))}",
                )
            )


def viewer_of_request(known: Settings) -> Viewer:
    """Who asks, as GUANXI_AUTH says; raises NotSignedIn where nobody vouches for him."""
    if known.auth == "proxy":
        return _named_by_proxy(known.proxy_secret.get_secret_value())
    if any(_FORWARDED.match(name) for name, _ in request.headers):
        raise NotAllowed(
            Text(
                "服务未启用登录（GUANXI_AUTH=none），不接受代理转发的请求",
                "nobody signs in here (GUANXI_AUTH=none), so nothing is taken from a proxy",
            )
        )
    return LOCAL


def _named_by_proxy(secret: str) -> Viewer:
    """Whom a proxy names that knows the secret; what it says is in UTF-8, percent-encoded."""
    sent = request.headers.get("X-Guanxi-Secret", "")
    user_id = unquote(request.headers.get("X-Guanxi-User", ""))
    if not hmac.compare_digest(sent.encode(), secret.encode()) or not user_id:
        raise NotSignedIn(_SIGN_IN)
    roles: tuple[Role, ...] = tuple(role for role in ROLE_IDS if role in _listed("Roles"))
    return Viewer(user_id, roles, _listed("Branches"), _listed("Managers"))


def _listed(name: str) -> tuple[str, ...]:
    """A list of a proxy's, by commas, each percent-encoded."""
    sent = request.headers.get(f"X-Guanxi-{name}", "")
    return tuple(unquote(each.strip()) for each in sent.split(",") if each.strip())
