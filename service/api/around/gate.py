"""The gate: no request under /api/v1 is answered before it is known who asks and that he may."""

from flask import Flask, g, request

from cypher.vocabulary import Text
from service.access.permits import operation_of, permitted
from service.api.around.who import viewer_of_request
from service.api.http.openapi_responses import openapi_path
from service.errors import NotAllowed

#: What is told to nobody who is not signed in, there or not.
GUARDED = "/api/v1"
#: What is told to administrators alone.
METRICS = "/metrics"


def keep_gate(app: Flask) -> None:
    """Let a request in where its viewer's roles permit it; see `service.access.permits`.

    NotSignedIn is raised for any address under the API, NotAllowed for what no role of his may ask.
    """

    @app.before_request
    def let_in() -> None:
        path = request.path
        if path == METRICS:
            g.viewer = viewer_of_request()
            if "administrator" not in g.viewer.roles:
                raise NotAllowed(
                    Text("运行指标仅供系统管理员查看", "metrics are for administrators")
                )
        if not path.startswith(GUARDED):
            return
        g.viewer = asks = viewer_of_request()
        rule, method = request.url_rule, request.method
        if rule is None or method == "OPTIONS":
            return
        g.operation = operation = operation_of(method, openapi_path(rule.rule))
        g.asking_roles = roles = asks.asking(operation)
        if not roles:
            may = sorted(permitted(operation))
            raise NotAllowed(
                Text(
                    f"您的角色无权使用{operation}：需要其中之一：{'、'.join(may)}",
                    f"your roles may not ask {operation}: it takes one of {', '.join(may)}",
                )
            )
