"""One served bank for the tests that only read it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.banks import ServedBank
from tests.contract.worlds import small_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The small world on the embedded store, with one run; no test may write to it."""
    folder = tmp_path_factory.mktemp("world")
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank,
    ):
        bank.load(small_world(folder / "files"))
        bank.derive("--as-of", "2025-12-31")
        # The application reads its address from the environment, which later tests change.
        bank.get("/runs")
        yield bank
