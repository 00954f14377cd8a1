"""Every page, in both languages, light and dark, signed in as each role that may open it."""

import pytest
from playwright.sync_api import Browser

from service.access.permits import permitted
from service.access.roles import ROLE_IDS
from service.app import create_app
from service.settings import Settings
from tests.web.browser.addresses import ADDRESSES, NO_PAGES, in_language
from tests.web.browser.chromium import context_of, watched
from tests.web.browser.site import session_of

pytestmark = pytest.mark.slow


def test_every_page_of_the_site_is_looked_at() -> None:
    app = create_app(Settings(access_log=False))
    shown = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("web") and "GET" in (rule.methods or set())
    }
    looked_at = {address.rule for address in ADDRESSES}
    assert shown - NO_PAGES == looked_at


@pytest.mark.parametrize("role", ROLE_IDS)
def test_a_page_has_no_fault_for_any_role_that_may_open_it(
    role: str, site: str, browser: Browser
) -> None:
    context = context_of(browser, site, session_of(site, role).cookies)
    faults: dict[str, list[str]] = {}
    seen = watched(context, site)
    for address in ADDRESSES:
        if address.operation and role not in permitted(address.operation):
            continue
        for language in ("zh", "en"):
            asked = in_language(address.path, language)
            seen.open(asked)
            faults[asked] = seen.checked()
    context.close()
    assert {asked: found for asked, found in faults.items() if found} == {}


def test_what_may_not_be_opened_is_a_page_that_says_so(site: str, browser: Browser) -> None:
    context = context_of(browser, site, session_of(site, "administrator").cookies)
    for path in ("/customers?lang=zh", "/groups/GRP000001?lang=en", "/nowhere?lang=zh"):
        seen = watched(context, site)
        seen.open(path)
        [noted] = seen.faults
        assert "403" in noted or "404" in noted
        seen.faults.clear()
        assert seen.checked() == []
    context.close()


def test_whoever_is_not_signed_in_sees_a_form_without_fault(site: str, browser: Browser) -> None:
    context = context_of(browser, site)
    for language in ("zh", "en"):
        seen = watched(context, site)
        seen.open(f"/customers?q=yanzhao&lang={language}")
        assert "/sign-in?next=" in seen.page.url
        assert seen.checked() == []
    context.close()
