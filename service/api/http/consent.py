"""Whom a list may name: what its query asks of consent."""

from service.api.http.answers import settings
from service.api.http.times import zone


def asked_consent(*, marketing: bool = True) -> dict[str, str]:
    """The parameters `consent` and `today` of a query; a list that is not for marketing names all.

    They mean what they mean in `cypher.serve.marketing`.
    """
    consent = settings().marketing_consent if marketing else ""
    return {"consent": consent, "today": zone().today().isoformat()}
