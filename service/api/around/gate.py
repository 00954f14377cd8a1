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
        if request.path == METRICS:
            g.viewer = viewer_of_request()
            if "administrator" not in g.viewer.roles:
                raise NotAllowed(
                    Text("运行指标仅供系统管理员查看", "metrics are for administrators")
                )
        if not request.path.startswith(GUARDED):
            return
        g.viewer = viewer_of_request()
        if request.url_rule is None or request.method == "OPTIONS":
            return
        g.operation = operation_of(request.method, openapi_path(request.url_rule.rule))
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
