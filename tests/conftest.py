"""What every test may ask for."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import settings

from tests.banks import ServedBank
from tests.neo4j.java_server import QUICK_START
from tests.neo4j.scratch import empty
from tests.neo4j.server import NoNeo4j, neo4j_server

# A kernel compiles at its first call, which says nothing of the example it happens to meet.
settings.register_profile("guanxi", deadline=None, print_blob=True)
settings.load_profile("guanxi")

PHASES: tuple[Literal["setup", "call"], ...] = ("setup", "call")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for `neo4j_url`, directly or not, so that `-m "not neo4j"` leaves it out."""
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if "neo4j_url" in item.fixturenames or parameters.get("store_url") == "neo4j":
            item.add_marker(pytest.mark.neo4j)


@pytest.fixture(autouse=True)
def no_tag_fails_to_tell_its_holdings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Served is a plain sentence and a line in the log, which no test of a tag would look at."""
    yield
    lines = [record.getMessage() for when in PHASES for record in caplog.get_records(when)]
    assert [line for line in lines if "cannot tell what it found" in line] == []


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    """Store URL of a real Neo4j that tests may wipe.

    Where none can be had its tests are skipped with the reason, and fail in continuous integration
    (the environment says CI=true), where a skip would go unseen.
    """
    with ExitStack() as stack:
        try:
            url = stack.enter_context(neo4j_server(QUICK_START))
        except NoNeo4j as reason:
            if os.environ.get("CI") == "true":
                pytest.fail(f"no Neo4j: {reason}", pytrace=False)
            pytest.skip(f"no Neo4j: {reason}")
        yield url


@pytest.fixture(params=["sqlite", "neo4j"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'guanxi.db'}"
    url: str = request.getfixturevalue("neo4j_url")
    empty(url)
    return url


@pytest.fixture
def bank(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedBank]:
    """An empty bank, on each engine in turn."""
    with closing(ServedBank(store_url, monkeypatch)) as bank:
        yield bank


@pytest.fixture
def sqlite_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedBank]:
    """An empty bank on the embedded store."""
    with closing(ServedBank(f"sqlite:///{tmp_path / 'guanxi.db'}", monkeypatch)) as bank:
        yield bank
