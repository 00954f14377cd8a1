"""Who may ask what: one table of operations and roles.

An operation is a method and an address below /api/v1. The same answer as a table or a graph's file
is the same operation. A question sent by POST that stores nothing is a read, which an auditor may
ask too. What is not in the table nobody may ask: a test finds an endpoint that is not in it.
"""

import functools
import re

from service.access.roles import ROLE_IDS, Role

_RM: Role = "relationship_manager"
_RISK: Role = "risk_officer"
_MARKETER: Role = "marketer"
_COMPLIANCE: Role = "compliance"
_STEWARD: Role = "tag_steward"
_APPROVER: Role = "approver"
_AUDITOR: Role = "auditor"
_ADMIN: Role = "administrator"

_EVERY = frozenset(ROLE_IDS)
#: Who sees customers by name, each within his own scope.
_BY_NAME = frozenset({_RM, _RISK, _COMPLIANCE, _AUDITOR})
_LISTS = _BY_NAME | {_MARKETER}
_RISKS = frozenset({_RISK, _AUDITOR})
_LIMITS = frozenset({_RISK, _COMPLIANCE, _AUDITOR})
_INFLUENCE = frozenset({_RM, _MARKETER, _AUDITOR})
_CAMPAIGNS = frozenset({_MARKETER, _AUDITOR})
_OPERATION = frozenset({_RM, _RISK, _COMPLIANCE, _STEWARD, _APPROVER, _AUDITOR, _ADMIN})

PERMITS: dict[str, frozenset[Role]] = {
    # Customers, and what hangs on one.
    "GET /customers": _LISTS,
    "GET /customers/{customer_id}": _BY_NAME,
    "GET /customers/{customer_id}/tags": _BY_NAME,
    "GET /customers/{customer_id}/tags/{tag_id}": _BY_NAME,
    "GET /customers/{customer_id}/neighbours": _BY_NAME,
    "GET /customers/{customer_id}/ownership": _BY_NAME,
    "GET /customers/{customer_id}/dossier": _BY_NAME,
    "GET /customers/{customer_id}/account-of-data": frozenset({_RM, _COMPLIANCE, _AUDITOR}),
    "GET /customers/{customer_id}/beneficial-owners": _BY_NAME,
    "GET /customers/{customer_id}/decision-makers": _BY_NAME,
    "GET /customers/{customer_id}/exposures": _BY_NAME,
    "GET /customers/{customer_id}/referrals": _BY_NAME,
    "GET /customers/{customer_id}/money": _BY_NAME,
    "POST /customers/match": _BY_NAME,
    "POST /customers/{customer_id}/reveal": frozenset({_RM, _RISK, _COMPLIANCE}),
    "POST /customers/{customer_id}/erasures": frozenset({_COMPLIANCE}),
    "GET /paths": _BY_NAME,
    # Identities.
    "GET /identities": _BY_NAME,
    "GET /identities/suggestions": frozenset({_COMPLIANCE, _AUDITOR}),
    "GET /identities/{customer_id}": _BY_NAME,
    "POST /identities/decisions": frozenset({_COMPLIANCE}),
    # Tags: the texts are open to all, counts and holders go by purpose.
    "GET /tags": _EVERY,
    "GET /tags/{tag_id}": _EVERY,
    "GET /tags/{tag_id}/versions": _EVERY,
    "GET /tags/{tag_id}/customers": _LISTS,
    # Groups and exposures.
    "GET /groups": _BY_NAME,
    "GET /groups/{group_id}": _BY_NAME,
    "GET /groups/{group_id}/why": _BY_NAME,
    "GET /groups/{group_id}/history": _BY_NAME,
    "GET /groups/{group_id}/overrides": _BY_NAME,
    "POST /groups/{group_id}/overrides": frozenset({_RM}),
    "GET /overrides": _BY_NAME,
    "GET /overrides/{override_id}": _BY_NAME,
    "POST /overrides/{override_id}/withdrawal": frozenset({_RM, _RISK}),
    # Decisions: everybody finds his own; who may sign what kind is in service/decisions/kinds.py.
    "GET /decisions": _EVERY,
    "POST /decisions/{decision_no}/decisions": frozenset({_RM, _RISK, _COMPLIANCE}),
    "GET /inbox": _EVERY,
    "GET /leads": frozenset({_RM, _RISK, _AUDITOR}),
    "POST /leads/{lead_id}/decisions": frozenset({_RM}),
    "GET /audit": frozenset({_AUDITOR}),
    "GET /audit/verify": frozenset({_AUDITOR}),
    "GET /exposures": _BY_NAME,
    "GET /large-exposures": _LIMITS,
    # What happens if.
    "POST /contagion": _RISKS,
    "POST /contagion/cut": _RISKS,
    "GET /cases": _RISKS,
    "POST /cases": frozenset({_RISK}),
    "GET /cases/{case_no}": _RISKS,
    "POST /what-if": _RISKS,
    # Influence.
    "GET /influencers": _INFLUENCE,
    "POST /influence/seeds": _CAMPAIGNS,
    "GET /communities": _INFLUENCE,
    "GET /communities/{community_id}": _INFLUENCE,
    "GET /communities/{community_id}/history": _INFLUENCE,
    "GET /customers/{customer_id}/similar": _INFLUENCE,
    "POST /look-alike": _CAMPAIGNS,
    # Runs and loads.
    "GET /runs": _OPERATION,
    "GET /runs/{run_id}": _OPERATION,
    "GET /runs/{earlier}/changes/{later}": _LISTS,
    "GET /loads": _OPERATION,
    "GET /loads/{load_id}": _OPERATION,
}

_PREFIX = "/api/v1"
#: An address whose answer comes in another form as well.
_FORM = re.compile(r"\.\{\w+\}$")


def permitted(operation: str) -> frozenset[Role]:
    """The roles that may ask an operation; nobody where the table does not know it."""
    return PERMITS.get(operation, frozenset())


@functools.cache
def operation_of(method: str, rule: str) -> str:
    """The operation of a method and an OpenAPI address: GET /groups/{group_id}."""
    asked = "GET" if method == "HEAD" else method
    return f"{asked} {_FORM.sub('', rule.removeprefix(_PREFIX))}"
