"""What every answer tells a browser to do and not to do; under which names it is asked at all."""

from flask import Flask, Response, request

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
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR = "max-age=31536000"
#: What is the same for everybody, and may be kept; all else may name customers.
_OPEN = ("/docs", "/openapi.json", "/static/")
#: Asked by programs that know the service by its address; names nobody.
_ANY_HOST = "/health/"


def keep_hosts(app: Flask) -> None:
    """Refuse what is asked under a name that is not this service's: a page elsewhere made it up."""

    @app.before_request
    def refuse() -> None:
        if request.path.startswith(_ANY_HOST) or is_allowed(asked_host(), settings()):
            return
        raise WrongHost(
            Text(
                "本服务不使用该主机名：请在GUANXI_ALLOWED_HOSTS中列出",
                "this service is not asked under that name: list it in GUANXI_ALLOWED_HOSTS",
            )
        )


def add_headers(app: Flask) -> None:
    """Send with every answer what keeps a browser from doing what nobody meant."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(_OPEN):
            response.headers["Cache-Control"] = "no-store"
        if is_off_loopback():
            response.headers["Strict-Transport-Security"] = A_YEAR
        return response
