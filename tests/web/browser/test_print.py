"""What is printed: as many sheets as its page says."""

import re

import pytest
from playwright.sync_api import Browser

from tests.web.browser.chromium import context_of
from tests.web.browser.site import session_of

pytestmark = pytest.mark.slow


def sheets(browser: Browser, site: str, address: str) -> int:
    """How many A4 sheets a page comes to, as Chromium prints it."""
    context = context_of(browser, site, session_of(site, "risk_officer").cookies)
    page = context.new_page()
    page.goto(f"{site}{address}", wait_until="networkidle")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    context.close()
    return len(re.findall(rb"/Type\s*/Page\b", printed))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dossier_is_two_sheets_at_most(language: str, site: str, browser: Browser) -> None:
    for customer_id in ("C000001", "C000123", "C000189", "P000606"):
        assert 1 <= sheets(browser, site, f"/customers/{customer_id}/dossier?lang={language}") <= 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_committees_sheet_says_how_many_pages_it_has(
    language: str, site: str, browser: Browser
) -> None:
    live = f"/contagion?model=threshold&defaulted=C000123&sheet=1&lang={language}"
    assert sheets(browser, site, live) == 1
    assert sheets(browser, site, f"/contagion/cases/1?sheet=1&lang={language}") == 2
