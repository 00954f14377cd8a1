"""/customers/{id}/dossier: what one takes along on a visit, on two sheets of A4."""

from flask import Blueprint, Response

from service.web.kit.asking import ask
from service.web.kit.page import asked, page, page_viewer

blueprint = Blueprint("web_dossier", __name__)
_OPENS = "GET /customers/{customer_id}/dossier"


@blueprint.get("/customers/<customer_id>/dossier")
def dossier(customer_id: str) -> Response:
    """The dossier of a customer, with what has changed since the day that the address names."""
    page_viewer(_OPENS)
    told = ask(_OPENS, customer_id=customer_id, **asked("since"))
    return page("dossier.html", told=told, customer=told["profile"])
