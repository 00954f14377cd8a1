"""The table of who may ask what knows every operation, and nothing else."""

import pytest

from service.access.permits import PERMITS, operation_of
from service.access.roles import ROLES
from service.access.viewer import Viewer
from service.app import create_app
from service.settings import Settings


@pytest.fixture(scope="module")
def operations() -> set[str]:
    paths = create_app(Settings()).api_doc["paths"]
    return {
        operation_of(method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if path.startswith("/api/v1")
    }


def test_every_operation_is_in_the_table_and_every_row_is_an_operation(
    operations: set[str],
) -> None:
    assert operations == set(PERMITS)


def test_every_operation_may_be_asked_by_somebody() -> None:
    assert all(PERMITS.values())


def test_an_auditor_asks_whatever_stores_nothing() -> None:
    unasked = {asked for asked, roles in PERMITS.items() if "auditor" not in roles}
    assert unasked == {
        "POST /cases",
        "POST /customers/{customer_id}/erasures",
        "POST /customers/{customer_id}/reveal",
        "POST /decisions/{decision_no}/decisions",
        "POST /groups/{group_id}/overrides",
        "POST /identities/decisions",
        "POST /leads/{lead_id}/decisions",
        "POST /overrides/{override_id}/withdrawal",
    }


def test_who_has_several_roles_asks_in_those_alone_that_may() -> None:
    both = Viewer("u", ("relationship_manager", "risk_officer"), managers=("RM1",))
    own = both.asking("POST /groups/{group_id}/overrides")
    assert own == ("relationship_manager",)
    assert both.scope_in(own).of_managers == ["RM1"]
    assert both.scope_in(both.asking("GET /groups")).everyone


def test_a_manager_without_branch_or_code_sees_nobody_and_a_marketer_all() -> None:
    assert not Viewer("u", ("relationship_manager",)).scope_in(["relationship_manager"]).everyone
    assert Viewer("u", ("marketer",)).scope_in(["marketer"]).everyone
    narrowed = Viewer("u", ("marketer",), branches=("B1",)).scope_in(["marketer"])
    assert narrowed.of_branches == ["B1"]


def test_each_role_has_a_title_in_both_languages() -> None:
    assert all(row.title.zh and row.title.en for row in ROLES.values())
