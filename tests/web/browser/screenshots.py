"""`make screenshots`: a picture of each page of the demo bank, to be looked at one by one.

They are in build/screenshots, each page in several looks; docs/screenshots has those of README.
"""

import re
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from service.access.roles import ROLE_IDS
from tests.serving import ROOT
from tests.web.browser.addresses import ADDRESSES, in_language
from tests.web.browser.chromium import chromium, context_of
from tests.web.browser.site import BRANCH, add_user, make_bank, propose, served, session_of

BUILT = ROOT / "build" / "screenshots"
#: What README shows: the name of each picture, and the address of its page.
SHOWN = ROOT / "docs" / "screenshots"
IN_README = {
    "customer": "/customers/C000001?why=guarantee_chain",
    "group": "/groups/GRP000001",
    "contagion": "/contagion?model=threshold&defaulted=C000123",
    "influence": "/influence?network=referrals&k=3",
}
#: The looks of each page: a name, a language, light or dark, a width.
LOOKS = (
    ("zh", "zh", "light", 1366),
    ("en", "en", "light", 1366),
    ("dark", "zh", "dark", 1366),
    ("phone", "zh", "light", 390),
)


def taken(browser: Browser, site: str, cookies: Any, into: Path) -> None:
    """Take a picture of each page in each of its looks."""
    into.mkdir(parents=True, exist_ok=True)
    for look, language, scheme, width in LOOKS:
        size = {"width": width, "height": 768}
        context = context_of(browser, site, cookies, viewport=size, color_scheme=scheme)
        page = context.new_page()
        for address in ADDRESSES:
            page.goto(f"{site}{in_language(address.path, language)}", wait_until="networkidle")
            name = re.sub(r"\W+", "-", address.name)
            page.screenshot(path=into / f"{name}.{look}.png", full_page=True)
        context.close()


def shown(browser: Browser, site: str, cookies: Any, into: Path) -> None:
    """Take the pictures of README: what a screen shows at first, of the pages in English."""
    into.mkdir(parents=True, exist_ok=True)
    context = context_of(browser, site, cookies, viewport={"width": 1100, "height": 1450})
    page = context.new_page()
    for name, path in IN_README.items():
        page.goto(f"{site}{in_language(path, 'en')}", wait_until="networkidle")
        page.screenshot(path=into / f"{name}.png")
    context.close()


def main() -> None:
    """Make the demo bank, serve it, and take the pictures as somebody who has every role."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        make_bank(Path(folder))
        roles = [part for role in ROLE_IDS for part in ("--role", role)]
        add_user(Path(folder), "everybody", *roles, "--branch", BRANCH)
        with served(Path(folder), Path(folder)) as site:
            propose(site)
            cookies = session_of(site, "everybody").cookies
            taken(browser, site, cookies, BUILT)
            shown(browser, site, cookies, SHOWN)
    print(f"{len(ADDRESSES) * len(LOOKS)} pictures in {BUILT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
