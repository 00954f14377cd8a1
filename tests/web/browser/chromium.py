"""A real Chromium, and what is watched while it shows a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = (Path(__file__).parents[1] / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
#: WCAG 2.2 level AA, as axe knows it.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What would have Chromium ask its maker's hosts.
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    "--disable-dev-shm-usage",
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_REPORTS = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
_AXE = """(tags) => axe.run({runOnly: {type: "tag", values: tags}}).then((found) =>
  found.violations.map((fault) => `${fault.id}: ${fault.nodes.length}: ${fault.nodes[0].html}`))"""
_CONTRAST = """() => axe.run({runOnly: ["color-contrast"]}).then((found) =>
  found.violations.map((fault) => `dark: ${fault.id}: ${fault.nodes[0].html}`))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where there is none the test is skipped, or fails where CI is true."""
    found = shutil.which("chromium")
    if found is None:
        reason = "no Chromium: apt-get install --no-install-recommends chromium fonts-noto-cjk"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*_QUIET])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page that is watched: what it wrote to the console, and what it asked of other hosts."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Show an address of the site, and wait until nothing loads any more."""
        self.page.goto(f"{self.site}{address}", wait_until="networkidle")

    def checked(self) -> list[str]:
        """All that is wrong with the page as it is shown now: light first, then dark."""
        page = self.page
        found = [*self.faults, *page.evaluate("() => window.reports")]
        page.emulate_media(color_scheme="light")
        page.evaluate(AXE)
        found += page.evaluate(_AXE, _TAGS)
        page.emulate_media(color_scheme="dark")
        found += page.evaluate(_CONTRAST)
        page.emulate_media(color_scheme="light")
        wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        if page.evaluate(wide):
            found.append("the page scrolls sideways")
        if (count := page.locator("h1").count()) != 1:
            found.append(f"{count} h1")
        self.faults.clear()
        return found


def context_of(browser: Browser, site: str, cookies: Any = (), **options: Any) -> BrowserContext:
    """A browser of somebody's own, with the cookies of his session."""
    options = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **options}
    context = browser.new_context(**options)
    context.add_init_script(_REPORTS)
    context.add_cookies([{"name": kept.name, "value": kept.value, "url": site} for kept in cookies])
    return context


def watched(context: BrowserContext, site: str) -> Watched:
    """A new page of a browser, watched from its first request on."""
    seen = Watched(context.new_page(), site)

    def said(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.faults.append(f"console: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((f"{site}/", "data:")):
            seen.faults.append(f"asked elsewhere: {request.url}")

    seen.page.on("console", said)
    seen.page.on("pageerror", lambda error: seen.faults.append(f"error: {error}"))
    seen.page.on("request", asked)
    return seen
