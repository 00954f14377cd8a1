"""/customers/{id}: who a customer is, what is known of it and why, part by part."""

from typing import Any

from flask import Blueprint, Response, redirect, request

from service.web.kit.asking import ask, ask_if, found, may
from service.web.kit.drafts import DRAFT, drafted
from service.web.kit.page import asked, link, page, page_viewer
from service.web.pages.customer.tabs import shown_tabs, tab_asked

blueprint = Blueprint("web_customer", __name__)

_OPENS = "GET /customers/{customer_id}"
_REVEAL = "POST /customers/{customer_id}/reveal"


@blueprint.get("/customers/<customer_id>")
def customer(customer_id: str) -> Response:
    """A customer, and of the parts of its page the one that the address names."""
    page_viewer(_OPENS)
    return _page_of(customer_id)


@blueprint.get("/customers/<customer_id>/reveal")
def back_to_customer(customer_id: str) -> Response:
    """The form's page: a form sent after its session had ended comes back here."""
    page_viewer(_OPENS)
    way = link("/customers", customer_id, **{DRAFT: request.args.get(DRAFT)})
    return redirect(way, 303)  # type: ignore[return-value]


@blueprint.post("/customers/<customer_id>/reveal")
def reveal(customer_id: str) -> Response:
    """The customer with some values unmasked; they are on this page alone, and in no address."""
    page_viewer(_REVEAL)
    sent = {"fields": request.form.getlist("fields"), "reason": request.form.get("reason", "")}
    told = found(_REVEAL, sent, customer_id=customer_id)
    return _page_of(customer_id, revealed=told, typed=sent)


def _page_of(customer_id: str, **shown: Any) -> Response:
    known = ask(_OPENS, customer_id=customer_id, **asked())
    tab = tab_asked(known)
    refused = shown.get("revealed", {}).get("status")
    return page(
        f"customer/{tab.template}.html",
        refused or 200,
        customer=known,
        exposures=ask_if(
            "GET /customers/{customer_id}/exposures", customer_id=customer_id, limit=1, **asked()
        ),
        tabs=shown_tabs(known),
        tab=tab,
        may_reveal=may(_REVEAL),
        **({"typed": drafted()} | tab.shown(known) | shown),
    )
