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
    Address("influence", "/influence", "/influence?network=referrals&k=3", "GET /influencers"),
    Address("communities", "/influence/communities", "/influence/communities", "GET /communities"),
    Address(
        "community",
        "/influence/communities/<community_id>",
        "/influence/communities/CM-81f326f3f798",
        "GET /communities/{community_id}",
    ),
    Address(
        "look-alikes",
        "/influence/look-alikes",
        "/influence/look-alikes?customer_id=P000035",
        "GET /customers/{customer_id}/similar",
    ),
    Address("tags", "/tags", "/tags", "GET /tags"),
    Address("tag", "/tags/<tag_id>", "/tags/opinion_leader", "GET /tags/{tag_id}"),
    Address("runs", "/runs", "/runs", "GET /runs"),
    Address("run", "/runs/<int(signed=True):run_id>", "/runs/2", "GET /runs/{run_id}"),
    Address(
        "changes",
        "/runs/<int(signed=True):earlier>/changes/<int(signed=True):later>",
        "/runs/1/changes/2",
        "GET /runs/{earlier}/changes/{later}",
    ),
    Address("loads", "/loads", "/loads", "GET /loads"),
    Address("load", "/loads/<load_id>", "/loads/L1", "GET /loads/{load_id}"),
    Address("audit", "/audit", "/audit", "GET /audit"),
    Address("decisions", "/audit/decisions", "/audit/decisions", "GET /decisions"),
    Address("inbox", "/inbox", "/inbox", "GET /inbox"),
    Address("me", "/me", "/me"),
)
#: Addresses that show no page of their own to who is signed in: they sign in, lead to a page, or
#: give a file.
NO_PAGES = {
    "/influence/seeds.<table_form>",
    "/influence/look-alikes.<table_form>",
    "/runs/changes",
    "/sign-in",
    "/sign-in/callback",
    "/inbox/leads/<lead_id>",
    "/inbox/decisions/<int:decision_no>",
}
