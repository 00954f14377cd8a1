"""The main task of each role, done with the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browser.addresses import in_language
from tests.web.browser.chromium import context_of
from tests.web.browser.keyboard import enter, follow, go_to, write
from tests.web.browser.site import session_of

pytestmark = pytest.mark.slow


@contextmanager
def signed_in(browser: Browser, site: str, role: str, address: str = "/") -> Iterator[Page]:
    """A page that a user of a role looks at, in Chinese."""
    context = context_of(browser, site, session_of(site, role).cookies)
    page = context.new_page()
    page.goto(f"{site}{in_language(address, 'zh')}", wait_until="networkidle")
    yield page
    context.close()


def test_a_manager_finds_a_customer_and_sees_why_it_holds_a_tag(
    site: str, browser: Browser
) -> None:
    with signed_in(browser, site, "relationship_manager") as page:
        write(page, "查找客户", "yanzhao")
        enter(page)
        follow(page, "上海砚棹农业发展有限公司")
        assert page.locator("h1").inner_text() == "上海砚棹农业发展有限公司"
        go_to(page, "为什么", "a")
        page.keyboard.press("Enter")
        page.wait_for_selector("[id^=tag-] table")
        assert "why=" in page.url


def test_a_manager_proposes_a_member_and_a_risk_officer_signs(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "relationship_manager", "/groups/GRP000001") as page:
        write(page, "客户号或名称", "C000009")
        # Two fields have that label: the first asks why, the second proposes.
        write(page, "客户号或名称", "C000009")
        write(page, "理由", "经核实受同一人控制", "textarea")
        follow(page, "提交", "button")
        assert "经核实受同一人控制" in page.locator("main").inner_text()
    with signed_in(browser, site, "risk_officer", "/inbox") as page:
        go_to(page, "处理", "summary")
        page.keyboard.press("Enter")
        write(page, "理由", "同意列入", "textarea")
        follow(page, "同意", "button")
        assert "已记为第" in page.locator("main").inner_text()
    with signed_in(browser, site, "risk_officer", "/groups/GRP000001") as page:
        assert page.locator("#decisions strong.good").count() >= 1


def test_a_risk_officer_asks_whom_a_failure_drags_down(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "risk_officer") as page:
        follow(page, "风险传染")
        write(page, "客户号或名称", "C000123")
        enter(page)
        assert "本行预计损失45.52万元" in page.locator("main").inner_text()
        follow(page, "委员会材料")
        assert "sheet=1" in page.url


def test_a_marketer_chooses_whom_to_begin_with(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "marketer") as page:
        follow(page, "影响力")
        write(page, "人数", "5")
        enter(page)
        assert "k=5" in page.url
        assert "从这5位开始" in page.locator("main").inner_text()


def test_compliance_finds_the_beneficial_owner_of_a_company(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "compliance", "/customers/C000001") as page:
        follow(page, "股权与决策")
        assert "廖友铭" in page.locator("main").inner_text()
        assert "受益所有人" in page.locator("main").inner_text()


def test_a_steward_finds_a_tag_and_reads_its_rule(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "tag_steward", "/tags") as page:
        follow(page, "担保圈")
        assert "担保圈" in page.locator("h1").inner_text()


def test_an_approver_finds_what_waits_and_the_rule_of_a_tag(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "approver") as page:
        follow(page, "待办")
        assert page.locator("h1").inner_text() == "待办"
        follow(page, "标签")
        follow(page, "担保圈")
        assert "担保圈" in page.locator("h1").inner_text()


def test_who_loads_lists_sees_its_account_and_signs_out(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "data_loader") as page:
        follow(page, "data_loader")
        assert page.locator("h1").inner_text() == "我的账户"
        follow(page, "退出", "button")
        assert page.locator("h1").inner_text() == "已退出"


def test_an_auditor_finds_who_saw_a_customer(site: str, browser: Browser) -> None:
    session_of(site, "risk_officer").get(f"{site}/customers/C000001")
    with signed_in(browser, site, "auditor", "/audit") as page:
        write(page, "客户号", "C000001")
        enter(page)
        assert "customer_id=C000001" in page.url
        assert "risk_officer" in page.locator("main").inner_text()


def test_an_administrator_looks_at_a_run(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "administrator") as page:
        follow(page, "批次")
        follow(page, "2")
        assert page.url.partition("?")[0].endswith("/runs/2")


def test_the_nodes_of_a_picture_are_walked_with_the_arrow_keys(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "risk_officer", "/groups/GRP000001") as page:
        go_to(page, "上海砚棹农业发展有限公司", "a")
        page.keyboard.press("ArrowUp")
        above = page.evaluate("() => document.activeElement.querySelector('title').textContent")
        assert above.startswith("青岛砚棹")
        enter(page)
        assert page.locator("h1").inner_text().startswith("青岛砚棹")


def test_the_first_tab_leads_past_the_menu(site: str, browser: Browser) -> None:
    with signed_in(browser, site, "auditor") as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "main"
