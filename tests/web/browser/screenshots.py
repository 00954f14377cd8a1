"""`make screenshots`: a picture of each page of the demo bank, to be looked at one by one.

In build/screenshots: each page in Chinese and light; and those of README in docs/screenshots.
"""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.serving import ROOT
from tests.web.browser.addresses import ADDRESSES
from tests.web.browser.chromium import chromium, context_of
from tests.web.browser.site import make_bank, served

BUILT = ROOT / "build" / "screenshots"
#: The looks of each page: a name, a language, light or dark, a width.
LOOKS = (
    ("zh", "zh", "light", 1366),
    ("en", "en", "light", 1366),
    ("dark", "zh", "dark", 1366),
    ("phone", "zh", "light", 390),
)


def taken(browser: Browser, site: str, into: Path) -> None:
    """Take a picture of each page in each of its looks."""
    into.mkdir(parents=True, exist_ok=True)
    for look, language, scheme, width in LOOKS:
        size = {"width": width, "height": 768}
        context = context_of(browser, site, viewport=size, color_scheme=scheme)
        page = context.new_page()
        for address in ADDRESSES:
            joined = "&" if "?" in address.path else "?"
            page.goto(f"{site}{address.path}{joined}lang={language}", wait_until="networkidle")
            name = re.sub(r"\W+", "-", address.name)
            page.screenshot(path=into / f"{name}.{look}.png", full_page=True)
        context.close()


def main() -> None:
    """Make the demo bank, serve it where nobody signs in, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        make_bank(Path(folder))
        with served(Path(folder), Path(folder), auth="none") as site:
            taken(browser, site, BUILT)
    print(f"{len(ADDRESSES) * len(LOOKS)} pictures in {BUILT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
