"""/openapi.json and /docs: the interface as a document, and pages over it for people."""

import functools
from typing import Any

import orjson
from flask import Blueprint, Response, redirect
from flask_openapi.openapi import OpenAPI
from flask_openapi_swagger.plugins import RegisterPlugin
from werkzeug.wrappers import Response as AnyResponse

from service.api.http.answers import answer_as_kept


def add_docs(app: OpenAPI) -> None:
    """Serve the OpenAPI document, and pages over it that need nothing from outside."""
    # Swagger UI would show a badge that it asks a public validator for.
    app.config["SWAGGER_CONFIG"] = {"validatorUrl": None}
    pages: Blueprint = RegisterPlugin.register(doc_url="../openapi.json")
    app.register_blueprint(pages, url_prefix="/docs")
    document = functools.cache(lambda: _document(app))

    @app.route("/openapi.json")
    def openapi_document() -> Response:
        return answer_as_kept(orjson.dumps(document()), 200)

    @app.route("/docs")
    def docs() -> AnyResponse:
        return redirect("/docs/swagger")


def _document(app: OpenAPI) -> dict[str, Any]:
    """The document, its descriptions in Markdown as they were written."""
    document: dict[str, Any] = app.api_doc
    for endpoint in document["paths"].values():
        for operation in endpoint.values():
            if "description" in operation:
                operation["description"] = operation["description"].replace("<br/>", "\n").strip()
    return document
