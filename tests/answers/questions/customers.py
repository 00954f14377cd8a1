"""Customers: who they are, found by part of their names, and by what they hold."""

from collections.abc import Iterable, Iterator

from tests.answers.bank import Bank, spread
from tests.answers.interface import Answer

KINDS = ("person", "company", "government", "other")


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about customers one by one and in lists."""
    api = bank.api
    yield "GET /customers", [api.whole("/customers", limit=500)]
    yield "GET /customers?limit=37", [api.whole("/customers", limit=37)]
    yield "GET /customers?kind=*", (api.whole("/customers", kind=kind) for kind in KINDS)
    yield "GET /customers?q=*", searches(bank)
    yield "GET /customers/*", api.each("/customers/*", bank.many)
    yield "GET /customers/*/tags", api.each("/customers/*/tags", bank.many)
    yield "GET /customers/*/ownership", api.each("/customers/*/ownership", bank.companies)
    yield (
        "GET /customers/*/ownership?limit=1 of some",
        api.each("/customers/*/ownership", bank.some, limit=1),
    )
    yield "GET /customers/*/referrals of some", api.each("/customers/*/referrals", bank.some)
    yield (
        "GET /customers/*/referrals of referrers",
        api.each("/customers/*/referrals", spread(bank.holders("referral_root"), bank.most)),
    )
    yield (
        "GET /customers/*/referrals?limit=2 of the referred",
        api.each("/customers/*/referrals", bank.holders("referred_customer")[: bank.most], limit=2),
    )


def searches(bank: Bank) -> Iterator[Answer]:
    """Look for customers by ids and names: whole, in part, in other cases and widths."""
    api = bank.api
    for customer_id in bank.few:
        name: str = api.get(f"/customers/{customer_id}").content["name"]
        for text in (customer_id, customer_id.lower(), customer_id[-3:], name, name[:2], name[1:3]):
            yield api.whole("/customers", q=text)
    yield api.whole("/customers", q=" \uff11 ", kind="person")
    yield api.whole("/customers", q="有限", limit=7)
    yield api.whole("/customers", q="% _ \\")
    yield api.whole("/customers", q="")
    yield api.whole("/customers", q="9" * 200)
