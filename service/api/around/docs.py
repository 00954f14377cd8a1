"""/openapi.json and /docs: the interface as a document, and pages over it for people."""

import functools
from typing import Any

import orjson
from flask import Blueprint, Response, redirect
from flask_openapi.openapi import OpenAPI
from flask_openapi_swagger.plugins import RegisterPlugin
from werkzeug.wrappers import Response as AnyResponse

from service.access.permits import operation_of
from service.api.around.gate import GUARDED
from service.api.around.heavy import HEAVY
from service.api.http.answers import answer_as_kept
from service.api.http.openapi_responses import problem_responses

#: Swagger UI's page. That of its package holds script and style itself, which no page here may.
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Guanxi 关系: API</title>
<link rel="icon" href="swagger/images/swagger.svg">
<link rel="stylesheet" href="swagger/css/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="swagger/js/swagger-ui-bundle.js"></script>
<script src="swagger/js/swagger-ui-standalone-preset.js"></script>
<script src="start.js"></script>
</body>
</html>
"""
#: How somebody signs in, where the service is told to ask who asks.
SIGNING_IN = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key, or a provider's token"},
    "session": {"type": "apiKey", "in": "cookie", "name": "guanxi_session"},
}
#: What that page begins with; the validator is one of the public network's, which nobody asks.
START = """\
SwaggerUIBundle({
  url: new URL("../openapi.json", window.location.href).href,
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
});
"""


def add_docs(app: OpenAPI) -> None:
    """Serve the OpenAPI document, and pages over it that need nothing from outside."""
    app.config["SWAGGER_HTML_STRING"] = PAGE
    pages: Blueprint = RegisterPlugin.register(doc_url="../openapi.json")
    app.register_blueprint(pages, url_prefix="/docs")
    document = functools.cache(lambda: _document(app))

    @app.route("/openapi.json")
    def openapi_document() -> Response:
        return answer_as_kept(orjson.dumps(document()), 200)

    @app.route("/docs/start.js")
    def start() -> Response:
        return Response(START, mimetype="text/javascript")

    @app.route("/docs")
    def docs() -> AnyResponse:
        return redirect("/docs/swagger")


def _document(app: OpenAPI) -> dict[str, Any]:
    """The document, its descriptions in Markdown as they were written.

    What stands around a request answers for it too: too large a body is a 413, more heavy questions
    than one user may ask a 429.
    """
    document: dict[str, Any] = app.api_doc
    document["components"]["securitySchemes"] = SIGNING_IN
    for path, endpoint in document["paths"].items():
        for method, operation in endpoint.items():
            guarded = path.startswith(GUARDED)
            if guarded:
                operation["security"] = [{name: []} for name in SIGNING_IN]
            refused = {
                **dict.fromkeys((401, 403, 421), guarded),
                413: "requestBody" in operation,
                429: operation_of(method.upper(), path) in HEAVY,
            }
            told = {
                str(status): said
                for status, said in problem_responses(*refused).items()
                if refused[status]
            }
            operation["responses"] = told | operation["responses"]
            if "description" in operation:
                operation["description"] = operation["description"].replace("<br/>", "\n").strip()
    return document
