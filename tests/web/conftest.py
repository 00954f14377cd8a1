"""The banks that tests of several pages ask for."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.banks import ServedBank
from tests.web.leading import leading_bank


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The bank in which some lead others."""
    yield from leading_bank(tmp_path_factory)


@pytest.fixture
def guarded(behind_proxy: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The same bank behind a proxy that says who asks."""
    yield from leading_bank(tmp_path_factory)


@pytest.fixture
def proxied(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch, behind_proxy: None
) -> Iterator[ServedBank]:
    """A module's own bank, where a proxy says who asks."""
    with closing(ServedBank(bank.url, monkeypatch)) as proxied:
        yield proxied
