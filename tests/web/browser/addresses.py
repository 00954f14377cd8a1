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


def in_language(path: str, language: str) -> str:
    """A page's address that names the language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


_ONE = "/customers/<customer_id>"
_GET_ONE = "GET /customers/{customer_id}"
_CHANGES = "/runs/<int(signed=True):earlier>/changes/<int(signed=True):later>"

ADDRESSES = (
    Address("home", "/", "/"),
    Address("customers", "/customers", "/customers?q=yanzhao", "GET /customers"),
    Address("customer", _ONE, "/customers/C000001?why=guarantee_chain", _GET_ONE),
    Address("customer-ownership", _ONE, "/customers/C000001?tab=ownership", _GET_ONE),
    Address("customer-around", _ONE, "/customers/C000001?tab=around", _GET_ONE),
    Address("customer-money", _ONE, "/customers/C000001?tab=money", _GET_ONE),
    Address("customer-history", _ONE, "/customers/C000001?tab=history", _GET_ONE),
    Address("customer-held", _ONE, "/customers/P000693?tab=held", _GET_ONE),
    Address("customer-referrals", _ONE, "/customers/P000693?tab=referrals", _GET_ONE),
    Address("dossier", f"{_ONE}/dossier", "/customers/C000001/dossier", f"{_GET_ONE}/dossier"),
    Address("money", "/money/<customer_id>", "/money/C000015", f"{_GET_ONE}/money"),
    Address(
        "match",
        "/customers/match",
        "/customers/match?names=C000001%0A上海砚卓农业",
        "POST /customers/match",
    ),
    Address("groups", "/groups", "/groups?kind=connected&sort=-tier1_share", "GET /groups"),
    Address("group", "/groups/<group_id>", "/groups/GRP000001", "GET /groups/{group_id}"),
    Address("large-exposures", "/large-exposures", "/large-exposures", "GET /large-exposures"),
    Address("exposures", "/exposures", "/exposures?overdue=true", "GET /exposures"),
    Address(
        "contagion",
        "/contagion",
        "/contagion?model=threshold&defaulted=C000123",
        "POST /contagion",
    ),
    Address("cut", "/contagion/cut", "/contagion/cut?defaulted=C000045", "POST /contagion/cut"),
    Address(
        "what-if",
        "/contagion/what-if",
        "/contagion/what-if?remove=GUARANTEES:C000142:C000154&customers=C000189",
        "POST /what-if",
    ),
    Address("cases", "/contagion/cases", "/contagion/cases", "GET /cases"),
    Address("case", "/contagion/cases/<case_no>", "/contagion/cases/1", "GET /cases/{case_no}"),
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
        "/influence/look-alikes?customer_id=P000693",
        "GET /customers/{customer_id}/similar",
    ),
    Address("tags", "/tags", "/tags?q=担保", "GET /tags"),
    Address("tag", "/tags/<tag_id>", "/tags/opinion_leader", "GET /tags/{tag_id}"),
    Address("inbox", "/inbox", "/inbox", "GET /inbox"),
    Address("runs", "/runs", "/runs", "GET /runs"),
    Address("run", "/runs/<int(signed=True):run_id>", "/runs/2", "GET /runs/{run_id}"),
    Address("changes", _CHANGES, "/runs/1/changes/2", "GET /runs/{earlier}/changes/{later}"),
    Address("loads", "/loads", "/loads", "GET /loads"),
    Address("load", "/loads/<load_id>", "/loads/L1", "GET /loads/{load_id}"),
    Address("audit", "/audit", "/audit", "GET /audit"),
    Address("decisions", "/audit/decisions", "/audit/decisions", "GET /decisions"),
    Address("me", "/me", "/me"),
)
#: Addresses that show no page of their own to who is signed in: they sign in, lead on, give a file.
NO_PAGES = {
    "/static/<path:filename>",
    "/sign-in",
    "/sign-in/callback",
    "/customers/<customer_id>/reveal",
    "/contagion.<form>",
    "/contagion/cut.<form>",
    "/inbox/leads/<lead_id>",
    "/inbox/decisions/<int:decision_no>",
    "/influence/seeds.<table_form>",
    "/influence/look-alikes.<table_form>",
    "/runs/changes",
}
