"""/exposures: what is overdue, of whom, and what hangs on it."""

import pytest

from tests.banks import ServedBank
from tests.building import companies
from tests.viewers import named


@pytest.fixture
def lent(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """Two loans, one of them overdue, to customers of two branches."""
    first, second = companies("A", "B")
    bank.keep(
        customers=[{**first, "branch": "B1"}, {**second, "branch": "B2"}],
        exposures=[
            {"exposure_id": "E1", "customer_id": "A", "amount": "1000000", "status": "overdue"},
            {"exposure_id": "E2", "customer_id": "B", "amount": "20000000", "status": "active"},
        ],
    )
    bank.derive("--tags", "household")
    return bank


def test_what_is_overdue_leads_to_whom_it_drags_down(lent: ServedBank) -> None:
    risk = named("risk_officer")
    page = lent.client.get("/exposures?overdue=true&lang=zh", headers=risk).text
    assert "100万元" in page
    assert "逾期" in page
    assert "E2" not in page
    assert 'href="/contagion?model=threshold&amp;defaulted=A"' in page
    assert "overdue=true" in page[page.index("/api/v1/exposures.xlsx") :]


def test_a_manager_sees_those_in_scope_and_no_contagion(lent: ServedBank) -> None:
    page = lent.client.get(
        "/exposures?lang=en", headers=named("relationship_manager", branches="B2")
    ).text
    assert "CNY 20m" in page
    assert "E1" not in page
    assert "/contagion" not in page


def test_a_filter_that_meets_nothing_says_so(lent: ServedBank) -> None:
    page = lent.client.get("/exposures?five_class=loss&lang=en", headers=named("risk_officer"))
    assert "No exposure meets that." in page.text
    assert lent.client.get("/exposures?status=x", headers=named("auditor")).status_code == 422
