"""What the tests in a browser share: the site, made once, and one Chromium a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.once import made_once
from tests.web.browser.chromium import chromium
from tests.web.browser.site import make_bank, propose, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def demo_bank(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo bank; where there is no Chromium, it is not made."""
    return made_once(tmp_path_factory, "browsed", make_bank)


@pytest.fixture(scope="session")
def site(demo_bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, where users sign in."""
    with served(demo_bank, tmp_path_factory.mktemp("served")) as address:
        propose(address)
        yield address
