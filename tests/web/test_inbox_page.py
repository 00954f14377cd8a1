"""/ and /inbox: what waits, for whom, and what is decided there."""

import re

import pytest
from flask.testing import FlaskClient

from tests.api.leads.test_leads import load
from tests.banks import ServedBank
from tests.viewers import PASSWORD, add_user, form_token, named, sign_in

RM = named("relationship_manager", user="rm", branches="B1")


@pytest.fixture
def found(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """Two leads: D and E are in the derived group, and the declared one lacks them."""
    load(bank, "A>D .6", "A>E .6")
    return bank


def lead_ids(page: str) -> list[str]:
    return re.findall(r'action="/inbox/leads/([^"]+)"', page)


def test_a_manager_begins_with_his_customers_and_leads(found: ServedBank) -> None:
    page = found.client.get("/?lang=zh", headers=RM).text
    assert "我的客户" in page
    assert "疑似漏认" in page
    assert '<a href="/customers/A">' in page
    # E is another branch's.
    assert "/customers/E" not in page
    assert len(lead_ids(page)) == 1
    assert "逾期" not in page
    assert "意见领袖" not in page


def test_each_role_begins_with_its_own(found: ServedBank) -> None:
    client = found.client
    risk = client.get("/?lang=en", headers=named("risk_officer")).text
    assert "Overdue" in risk
    assert "My leads" not in risk
    marketer = client.get("/?lang=en", headers=named("marketer")).text
    assert "Opinion leaders" in marketer
    assert "Overdue" not in marketer
    administrator = client.get("/?lang=en", headers=named("administrator")).text
    assert "For me to sign" in administrator
    menu = administrator[administrator.index("<nav") : administrator.index("</nav>")]
    assert re.findall('href="([^"]+)"', menu) == ["/tags", "/inbox", "/runs", "/loads"]


def test_what_changed_is_told_since_the_run_that_was_seen_last(found: ServedBank) -> None:
    client = found.client
    assert "Changed since" not in client.get("/?lang=en", headers=RM).text
    load(found, "A>D .6")
    later = client.get("/?lang=en", headers=RM).text
    assert "Changed since" in later
    # Looked at again, the same is told, until there is another run.
    assert "Changed since" in client.get("/?lang=en", headers=RM).text


def test_a_lead_is_decided_on_its_page_and_a_form_sent_twice_says_so(found: ServedBank) -> None:
    client = found.client
    [lead_id] = lead_ids(client.get("/inbox", headers=RM).text)
    said = {"action": "accept", "reason": "已与客户核实", "next": "/inbox"}
    done = client.post(f"/inbox/leads/{lead_id}", data=said, headers=RM)
    assert (done.status_code, done.headers["Location"]) == (303, "/inbox?done=1")
    assert "decision 1" in client.get("/inbox?done=1&lang=en", headers=RM).text
    again = client.post(f"/inbox/leads/{lead_id}", data=said, headers=RM)
    assert (again.status_code, again.mimetype) == (409, "text/html")
    # What was typed is not lost: the page opens again with it.
    [back] = re.findall(r'href="(/inbox/leads/[^"]+draft=[^"]+)"', again.text)
    opened = client.get(back, headers=RM)
    assert opened.status_code == 303
    assert opened.headers["Location"].startswith(f"/inbox?lead={lead_id}")


def test_a_reason_is_asked_for_and_nobody_elses_lead_is_decided(found: ServedBank) -> None:
    client = found.client
    [lead_id] = lead_ids(client.get("/inbox", headers=RM).text)
    empty = client.post(f"/inbox/leads/{lead_id}", data={"action": "accept"}, headers=RM)
    assert empty.status_code == 422
    said = {"action": "accept", "reason": "x"}
    other = named("relationship_manager", user="rm2", branches="B2")
    assert client.post(f"/inbox/leads/{lead_id}", data=said, headers=other).status_code == 404
    risk = named("risk_officer", user="risk")
    assert client.post(f"/inbox/leads/{lead_id}", data=said, headers=risk).status_code == 403


def signed_in(bank: ServedBank, name: str, *roles: str, branches: str = "") -> FlaskClient:
    add_user(name, *roles, branches=branches)
    client = bank.client
    sign_in(client, name)
    return client


def test_a_form_takes_the_token_of_its_session(bank: ServedBank, accounts: None) -> None:
    load(bank, "A>D .6")
    client = signed_in(bank, "li", "relationship_manager", branches="B1")
    page = client.get("/inbox").text
    [lead_id] = lead_ids(page)
    said = {"action": "follow_up", "reason": "约访"}
    assert client.post(f"/inbox/leads/{lead_id}", data=said).status_code == 403
    sent = {**said, "csrf_token": form_token(page)}
    assert client.post(f"/inbox/leads/{lead_id}", data=sent).status_code == 303


def test_a_form_sent_after_the_session_ended_stands_filled_in_again(
    bank: ServedBank, accounts: None
) -> None:
    load(bank, "A>D .6")
    client = signed_in(bank, "li", "relationship_manager", branches="B1")
    page = client.get("/inbox").text
    [lead_id] = lead_ids(page)
    client.post("/sign-out", data={"csrf_token": form_token(page)})
    said = {"action": "accept", "reason": "与客户<电话>核实", "csrf_token": form_token(page)}
    led = client.post(f"/inbox/leads/{lead_id}", data=said)
    assert led.status_code == 303
    assert led.headers["Location"].startswith("/sign-in?next=/inbox/leads/")
    form = client.get(led.headers["Location"]).text
    [back] = re.findall(r'name="next" value="([^"]+)"', form)
    sent = {"user": "li", "password": PASSWORD, "csrf_token": form_token(form), "next": back}
    led = client.post("/sign-in", data=sent)
    page = client.get(led.headers["Location"], follow_redirects=True).text
    assert "与客户&lt;电话&gt;核实</textarea>" in page
    assert "<details open>" in page


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
def test_a_form_of_another_site_changes_nothing(found: ServedBank, origin: str) -> None:
    client = found.client
    [lead_id] = lead_ids(client.get("/inbox", headers=RM).text)
    said = {"action": "accept", "reason": "x"}
    sent = client.post(f"/inbox/leads/{lead_id}", data=said, headers={**RM, "Origin": origin})
    assert (sent.status_code, sent.mimetype) == (403, "text/html")
    own = {**RM, "Origin": "http://localhost"}
    assert client.post(f"/inbox/leads/{lead_id}", data=said, headers=own).status_code == 303
