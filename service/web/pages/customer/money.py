"""/money/{id}: where a customer's money went or came from, payment by payment."""

from flask import Blueprint, Response

from service.api.http.language import reader_language
from service.web.kit.asking import ask, ask_if
from service.web.kit.page import asked, link, page, page_viewer
from service.web.pictures.drawn import Drawing
from service.web.pictures.flows import trail_chart
from service.web.pictures.money_circle import money_circle

blueprint = Blueprint("web_money", __name__)
_OPENS = "GET /customers/{customer_id}/money"
#: So many circles are drawn, the largest; the table has them all.
_CIRCLES = 3


@blueprint.get("/money/<customer_id>")
def money(customer_id: str) -> Response:
    """The trails of a customer's money: circles where it comes back, else as it flows."""
    page_viewer(_OPENS)
    names = ("direction", "hops", "from", "to", "min_amount", "limit")
    filters = {name: text for name, text in asked(*names).items() if name in names}
    # Money is told of the records as they are now: no run answers it.
    told = ask(_OPENS, customer_id=customer_id, **{"hops": "4"} | filters)
    back = [trail for trail in told["trails"] if trail["returns"]]
    drawing = Drawing(reader_language(), link)
    return page(
        "money.html",
        told=told,
        customer=ask_if("GET /customers/{customer_id}", customer_id=customer_id),
        back=back,
        circles=[
            money_circle(trail, told["names"], customer_id, drawing) for trail in back[:_CIRCLES]
        ],
        chart=trail_chart(told, reader_language()),
    )
