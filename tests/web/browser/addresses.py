"""Every page's address, with an example of the demo bank, and the operation that opens it.

A test finds a page that is not here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """A page: its rule as Flask has it, an address, the operation that opens it ('' for anybody).

    `name` is what its screenshot is called.
    """

    name: str
    rule: str
    path: str
    operation: str = ""


ADDRESSES = (
    Address("home", "/", "/"),
    Address("customers", "/customers", "/customers?q=yanzhao", "GET /customers"),
    Address("inbox", "/inbox", "/inbox", "GET /inbox"),
    Address("me", "/me", "/me"),
)
#: Addresses that show no page of their own to who is signed in: they sign in, or lead to a page.
NO_PAGES = {
    "/sign-in",
    "/sign-in/callback",
    "/inbox/leads/<lead_id>",
    "/inbox/decisions/<int:decision_no>",
}
