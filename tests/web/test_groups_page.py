"""/groups, /groups/{id}, /large-exposures: what bankers read of groups and decide about them."""

import html
import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.api.decisions.asked import AUDITOR, BOTH, MARKETER, RISK, RM
from tests.banks import ServedBank
from tests.building import companies, holdings_of, people
from tests.viewers import add_user, form_token, named, sign_in

TAGS = ("--tags", "control_group_member,declared_group_member,group_gap")
NOBODY = named("relationship_manager", user="rm9", branches="B9")
#: A browser that asks for Chinese where the address does not say.
CHINESE = {"Accept-Language": "zh"}
REASON = "同一办公地点，资金统一调度"


def opened(bank: ServedBank, path: str, status: int = 200, who: Any = None) -> str:
    """The text of a page, as a browser reads it."""
    response = bank.client.get(path, headers={**CHINESE, **(who or {})})
    assert response.status_code == status, response.text
    return html.unescape(response.text)


def sent(bank: ServedBank, path: str, who: Mapping[str, str] | None = None, **form: str) -> Any:
    return bank.client.post(path, data=form, headers={**CHINESE, **(who or {})})


@pytest.fixture
def bank(sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch) -> ServedBank:
    """A controls B and C; the bank declared A, B and X; S stands beside. C alone is of B2."""
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    rows = [
        {**row, "branch": "B2" if row["customer_id"] == "C" else "B1"}
        for row in [*companies(*"ABCXS"), *people("P")]
    ]
    rows[2]["name"] = "<script>alert(1)</script>"
    sqlite_bank.keep(
        customers=rows,
        ownerships=holdings_of("A>B .6", "A>C .55", "A>S .37"),
        groups=[{"group_id": "G1", "name": "甲系"}],
        group_members=[
            {"group_id": "G1", "customer_id": member, "role": "head" if member == "A" else ""}
            for member in "ABX"
        ],
        exposures=[
            {"exposure_id": f"E{borrower}", "customer_id": borrower, "kind": "loan", "amount": 150}
            for borrower in "BCS"
        ],
    )
    sqlite_bank.derive(*TAGS)
    return sqlite_bank


def group_of(bank: ServedBank, who: Any = None) -> str:
    """The address of the control group, from the list of groups."""
    (found,) = set(re.findall(r'href="(/groups/CG-\w+)"', opened(bank, "/groups", who=who)))
    return str(found)


def test_the_list_tells_what_each_group_comes_to_against_the_limit(bank: ServedBank) -> None:
    page = opened(bank, "/groups?kind=control")
    assert "A控制的集团" in page
    assert "300元" in page
    assert re.search(r"30% <strong[^>]*>超限", page)
    assert 'href="/api/v1/groups.xlsx?lang=zh&sort=-exposure&kind=control"' in page
    assert "没有符合条件的群组" in opened(bank, "/groups?industry=nothing")
    assert "over</strong>" in opened(bank, "/groups?over_limit=true&lang=en")
    assert "类别" not in opened(bank, "/groups?sort=nonsense", 422)
    past = opened(bank, "/groups?kind=control&run=1")
    assert re.search(r'href="/groups/CG-\w+\?run=1"', past)


def test_declared_and_derived_tell_their_difference_on_both_pages(bank: ServedBank) -> None:
    group = group_of(bank)
    for path in (group, "/groups/G1"):
        page = opened(bank, path)
        assert "不一致：1名受控成员未列入，1名认定成员查不到控制关系" in page
        assert page.count("differs") == 2, path
        assert "核心成员A" in page or "由A控制的集团" in page
    assert "60%" in opened(bank, "/groups/G1?lang=en")
    assert "1 controlled but not declared, 1 declared with no control found" in opened(
        bank, f"{group}?lang=en"
    )


def test_names_are_shown_as_text(bank: ServedBank) -> None:
    for path in (group_of(bank), "/groups/G1", "/large-exposures"):
        assert "<script>alert" not in bank.client.get(path).text


def test_why_not_is_answered_by_number_and_by_name(bank: ServedBank) -> None:
    group = group_of(bank)
    assert "仅持有其37%的表决权" in opened(bank, f"{group}?customer_id=S")
    assert "不在组内" in opened(bank, f"{group}?customer_id=S")
    assert "55%" in opened(bank, f"{group}?customer_id=alert")
    assert "没有找到“nobody”" in opened(bank, f"{group}?customer_id=nobody")


def test_what_is_decided_is_proposed_signed_by_another_and_then_counts(
    bank: ServedBank, behind_proxy: None
) -> None:
    group = group_of(bank, RM)
    made = sent(bank, group, RM, customer_id="S", decision="in", reason=REASON)
    assert made.status_code == 303
    page = opened(bank, made.headers["Location"].partition("#")[0], who=RM)
    assert "第1号认定待审批" in page
    assert "按人工认定为4名成员" not in page
    assert 'value="withdraw"' in page
    assert 'value="approve"' not in page
    again = sent(bank, group, RM, customer_id="S", decision="in", reason=REASON)
    assert again.status_code == 409
    assert REASON in again.text.split("<textarea")[1]
    assert opened(bank, group, who=AUDITOR).count("<textarea") == 0
    signed = sent(bank, group, RISK, decision_no="1", action="approve", reason="属实")
    assert signed.status_code == 303
    page = opened(bank, group, who=RISK)
    assert "按人工认定为4名成员、450元，超过限额" in page
    assert "3名成员" in page
    late = sent(bank, group, RISK, decision_no="1", action="approve", reason="属实")
    assert late.status_code == 409
    assert "不能批准" in late.text


def test_nobody_signs_what_he_proposed_and_nothing_typed_is_lost(
    bank: ServedBank, behind_proxy: None
) -> None:
    group = group_of(bank, BOTH)
    sent(bank, group, BOTH, customer_id="S", decision="in", reason=REASON)
    assert 'value="approve"' not in opened(bank, group, who=BOTH)
    own = sent(bank, group, BOTH, decision_no="1", action="approve", reason="我看可以")
    assert own.status_code == 403
    assert "须由他人审批" in own.text
    assert "我看可以" in own.text
    withdrawn = sent(bank, group, BOTH, decision_no="1", action="withdraw", reason="误判")
    assert withdrawn.status_code == 303
    assert "已撤回" in opened(bank, group, who=BOTH)


def test_who_sees_no_member_is_told_no_group_and_marketers_no_page(
    bank: ServedBank, behind_proxy: None
) -> None:
    group = group_of(bank, RM)
    assert "也可能成员都不在您的查看范围内" in opened(bank, group, 404, NOBODY)
    assert "/groups/CG-" not in opened(bank, "/groups", who=NOBODY)
    assert opened(bank, "/groups", 403, MARKETER)
    assert opened(bank, "/large-exposures", 403, RM)
    assert 'href="/large-exposures"' not in opened(bank, "/groups", who=RM)


def test_of_members_outside_the_scope_no_more_is_told_than_who_they_are(
    bank: ServedBank, behind_proxy: None
) -> None:
    for path in (group_of(bank, RM), "/groups/G1"):
        page = opened(bank, path, who=RM)
        assert 'href="/customers/B"' in page
        assert 'href="/customers/C"' not in page
    page = opened(bank, group_of(bank, RM), who=RM)
    assert "不在您的查看范围" in page
    # What the group comes to stays whole.
    assert "风险暴露300元" in page


def test_a_group_that_ended_says_so_and_what_became_of_it(bank: ServedBank) -> None:
    group = group_of(bank)
    bank.keep_only(customers=companies(*"ABC"), ownerships=holdings_of("A>B .1"))
    bank.derive(*TAGS)
    page = opened(bank, group, 404)
    assert "已不存在" in page
    assert "解散" in page
    assert "没有群组nosuch" in opened(bank, "/groups/nosuch", 404)


def test_a_form_of_another_site_decides_nothing_and_one_after_the_session_comes_back(
    bank: ServedBank, accounts: None
) -> None:
    add_user("li", "relationship_manager", branches="B1")
    client = bank.client
    form = {"customer_id": "S", "decision": "out", "reason": REASON}
    led = client.post("/groups/G1", data=form)
    assert led.status_code == 303
    assert "/sign-in?next=/groups/G1" in led.headers["Location"]
    back = led.headers["Location"].partition("next=")[2]
    sign_in(client, "li")
    page = client.get(html.unescape(back.replace("%3F", "?").replace("%3D", "="))).text
    assert REASON in page
    assert re.search(r'value="out" required checked', page)
    assert client.post("/groups/G1", data=form).status_code == 403
    token = form_token(page)
    assert client.post("/groups/G1", data={**form, "csrf_token": token}).status_code == 303


def test_the_report_tells_groups_their_members_and_the_totals(bank: ServedBank) -> None:
    page = opened(bank, "/large-exposures")
    assert "一级资本净额1,000元" in page
    assert "450元" in page
    assert "Tier-1 capital CNY 1,000" in opened(bank, "/large-exposures?lang=en")
