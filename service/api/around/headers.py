"""What every answer tells a browser to do and not to do; under which names it is asked at all."""

from typing import Any

from flask import Flask, request

from cypher.vocabulary import Text
from service.api.around.hosts import asked_host, is_allowed, is_off_loopback
from service.api.http.answers import settings
from service.errors import WrongHost

#: Nothing from elsewhere and nothing that stands in a page itself, no frame, no other address.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]
KEPT_NOWHERE = ("Cache-Control", "no-store")
TLS_FOR_A_YEAR = ("Strict-Transport-Security", "max-age=31536000")
#: What is the same for everybody, and may be kept; all else may name customers.
_OPEN = ("/docs", "/openapi.json", "/static/")
#: Asked by programs that know the service by its address; names nobody.
_ANY_HOST = "/health/"


def keep_hosts(app: Flask) -> None:
    """Refuse what is asked under a name that is not this service's: a page elsewhere made it up."""

    @app.before_request
    def refuse() -> None:
        environ = request.environ
        if is_allowed(asked_host(environ), settings()) or request.path.startswith(_ANY_HOST):
            return
        raise WrongHost(
            Text(
                "本服务不使用该主机名：请在GUANXI_ALLOWED_HOSTS中列出",
                "this service is not asked under that name: list it in GUANXI_ALLOWED_HOSTS",
            )
        )


def add_headers(app: Flask) -> None:
    """Send with every answer what keeps a browser from doing what nobody meant."""
    serve = app.wsgi_app

    def added(environ: dict[str, Any], start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            headers = [*headers, *HEADERS]
            if not environ.get("PATH_INFO", "").startswith(_OPEN):
                headers = [each for each in headers if each[0] != KEPT_NOWHERE[0]]
                headers.append(KEPT_NOWHERE)
            if is_off_loopback(environ):
                headers.append(TLS_FOR_A_YEAR)
            return start_response(status, headers, *failed)

        return serve(environ, start)

    app.wsgi_app = added  # type: ignore[method-assign]
