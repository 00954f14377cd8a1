"""No text that a viewer's question asks tells of customers without keeping to his scope.

A new text that reads customers includes the fragment `in_scope`, or stands here with its reason.
"""

import dataclasses
import re

from cypher import View
from cypher.query import Query, Statement, strip_comments
from service.access.permits import PERMITS
from service.access.roles import ROLES
from tests.contract.test_queries import READING

#: Where the texts are that questions ask, and the tables from which one learns of customers.
ROOMS = ("cypher.serve", "cypher.override", "cypher.identity", "cypher.decision", "cypher.case")
OF_CUSTOMERS = (
    *("customers", "customer_search", "holdings", "known_as", "group_members", "account_holders"),
    *("exposures", "accounts", "same_as", "ownerships", "controls", "positions", "kinships"),
)
#: Ids alone come back, of what stands around a customer; `NamesOf` says what they are called.
IDS_ALONE = {
    *("AccountsOwnedBy", "AlliesOf", "CounterpartiesOf", "EdgesOfCustomers", "EdgesOfThings"),
    *("HeadsOfDeclared", "HoldersAbout", "HubsAmongCustomers", "HubsAmongThings", "MembersAmong"),
    *(
        "KnownNow",
        "NumbersOf",
        "OfficesIn",
        "OwnersOfAccounts",
        "PaidAround",
        "PaidBetween",
        "PaidBy",
        "PaidTo",
    ),
    *("PaymentsInto", "PaymentsOutOf", "PaymentsWithNamed", "SameAsRecordsOf", "StakesHeldBy"),
    "StakesIn",
}
#: A group's size and exposure are those of the whole group.
OF_WHOLE_GROUPS = {"DecidedMembers", "ExposureOfCustomers", "ExposureOfGroups"}
#: The customers are narrowed by who asks: to those in scope, or those whom a list names.
NARROWED_AFTERWARDS = {"MembersInRun", "StandingAmong"}
#: Tells more of a customer whom `CustomersById` has let in.
OF_ONE_LET_IN = {"SaidOfCustomers"}
#: Names accounts of nobody known, as payments call them.
NO_CUSTOMERS = {"NamesOfAccounts"}
#: Only roles that see all customers ask it, by the operation.
ASKED_BY_ALL = {
    "CasesBefore": "GET /cases",
    "ExposureParts": "GET /large-exposures",
    "MembersOfKind": "GET /large-exposures",
}


def questions() -> dict[str, type[Query[object]]]:
    """The texts of questions that read customers without keeping to a scope, by name."""
    return {
        each.__name__: each
        for each in READING
        if each.__module__.startswith(ROOMS)
        and not issubclass(each, View)
        and not each.scoped
        and reads_customers(each)
    }


def reads_customers(statement: type[Statement]) -> bool:
    """Whether a text reads a table that tells of customers."""
    return bool(re.search(rf"\b({'|'.join(OF_CUSTOMERS)})\b", strip_comments(statement.sql)))


def test_every_text_keeps_to_the_scope_or_has_a_reason_not_to() -> None:
    exceptions = [
        *(IDS_ALONE, OF_WHOLE_GROUPS, NARROWED_AFTERWARDS, OF_ONE_LET_IN, NO_CUSTOMERS),
        {*ASKED_BY_ALL},
    ]
    assert sorted(questions()) == sorted(name for some in exceptions for name in some)


def test_what_answers_with_ids_alone_has_no_names() -> None:
    naming = {
        name: field.name
        for name, each in questions().items()
        for field in dataclasses.fields(each.row)
        if "name" in field.name and name not in NO_CUSTOMERS | {*ASKED_BY_ALL}
    }
    assert naming == {}


def test_what_is_asked_of_the_whole_bank_is_asked_by_who_sees_all() -> None:
    for operation in ASKED_BY_ALL.values():
        assert {ROLES[role].reach for role in PERMITS[operation]} == {"all"}


def test_who_is_told_of_outside_the_scope_says_so() -> None:
    """A text whose rows are not all in scope has a column that tells which are."""
    telling = [
        each.__name__
        for each in READING
        if issubclass(each, Query)
        and each.scoped
        and any(field.name.endswith("in_scope") for field in dataclasses.fields(each.row))
    ]
    assert sorted(telling) == [
        "CommunitiesInOrder",
        "CommunityById",
        "ControlGroupsSharing",
        "CounterpartsOfGroups",
        "GapsOfGroup",
        "MemberOfGroup",
        "MembersOfGroup",
        "MovesOfGroup",
        "NamesOf",
        "NamesOfGroups",
    ]
