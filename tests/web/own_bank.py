"""A bank of one module's own on the embedded store, and its pages as text."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import pytest

from tests.banks import ServedBank


@contextmanager
def own_bank(factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """An empty bank in a folder of its own; whoever fills it asks it once, so that it is open."""
    path = factory.mktemp("own-bank") / "guanxi.db"
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{path}", monkeypatch)) as bank,
    ):
        yield bank


def page_of(
    bank: ServedBank, path: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> str:
    """A page as it is sent, which must have the status."""
    response = bank.client.get(path, headers=headers)
    assert response.status_code == status, response.text
    return response.text
