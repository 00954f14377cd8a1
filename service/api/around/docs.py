"""/openapi.json and /docs: the interface as a document, and pages over it for people."""

import functools
from typing import Any

from flask import Blueprint, Response, redirect
from flask_openapi.openapi import OpenAPI
from flask_openapi_swagger.plugins import RegisterPlugin
from werkzeug.wrappers import Response as AnyResponse

from service.access.permits import operation_of
from service.api.around.heavy import HEAVY
from service.api.http.answers import answer
from service.api.http.openapi_responses import problem_responses


def add_docs(app: OpenAPI) -> None:
    """Serve the OpenAPI document, and pages over it that need nothing from outside."""
    # Swagger UI would show a badge that it asks a public validator for.
    app.config["SWAGGER_CONFIG"] = {"validatorUrl": None}
    pages: Blueprint = RegisterPlugin.register(doc_url="../openapi.json")
    app.register_blueprint(pages, url_prefix="/docs")
    document = functools.cache(lambda: _document(app))

    @app.route("/openapi.json")
    def openapi_document() -> Response:
        return answer(document())

    @app.route("/docs")
    def docs() -> AnyResponse:
        return redirect("/docs/swagger")


def _document(app: OpenAPI) -> dict[str, Any]:
    """The document, its descriptions in Markdown as they were written.

    What stands around a request answers for it too: too large a body is a 413, more heavy questions
    than one user may ask a 429.
    """
    document: dict[str, Any] = app.api_doc
    for path, endpoint in document["paths"].items():
        for method, operation in endpoint.items():
            refused = {
                413: "requestBody" in operation,
                429: operation_of(method.upper(), path) in HEAVY,
            }
            for status, response in problem_responses(*refused).items():
                if refused[status]:
                    operation["responses"][str(status)] = response
            if "description" in operation:
                operation["description"] = operation["description"].replace("<br/>", "\n").strip()
    return document
