"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Literal

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from cypher.engine.migrations import migrate
from cypher.engine.sqlite import SqliteStore
from service.access import masks
from service.access.identifying import Masking
from service.accounts import passwords
from service.warming.locks import compile_once
from tests.banks import ServedBank
from tests.contract.worlds import SMALL_WORLD
from tests.environment import TESTED
from tests.neo4j.java_server import QUICK_START
from tests.neo4j.scratch import empty, wipe
from tests.neo4j.server import NoNeo4j, neo4j_server
from tests.neo4j.skipping import without_neo4j
from tests.once import made_once
from tests.viewers import SECRET

os.environ |= TESTED
# A kernel compiles at its first call, which says nothing of the example it happens to meet.
settings.register_profile("guanxi", deadline=None, print_blob=True)
# With --hypothesis-profile fast: a fifth of the examples, for tests that are run all day.
settings.register_profile("fast", settings.get_profile("guanxi"), max_examples=20)
settings.load_profile("guanxi")

PHASES: tuple[Literal["setup", "call"], ...] = ("setup", "call")
#: How many seeds of a test that takes several are fast; the others are marked slow.
FAST_SEEDS = 2


@pytest.fixture
def everybody_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is followed is an opinion leader, not the top fifth alone."""
    monkeypatch.setenv("GUANXI_LEADERS_SHARE", "1")


@pytest.fixture
def as_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers tell identifying values as they are stored: for tests of which values are found.

    What is told of them to users is the matter of tests/contract/test_no_identifier.py.
    """
    monkeypatch.setattr(Masking, "masked", lambda masking, said, about="": said)
    monkeypatch.setattr(masks, "account", lambda value: value)


@pytest.fixture
def behind_proxy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A proxy says who asks; see `tests.viewers`."""
    monkeypatch.setenv("GUANXI_AUTH", "proxy")
    monkeypatch.setenv("GUANXI_PROXY_SECRET", SECRET)
    monkeypatch.setenv("GUANXI_READS", str(tmp_path / "machine.db"))


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Users of the store sign in, see `tests.viewers`; comparing passwords costs nothing."""
    monkeypatch.setenv("GUANXI_AUTH", "local")
    monkeypatch.setenv("GUANXI_READS", str(tmp_path / "machine.db"))
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", cheap)
    passwords._nobodys.cache_clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for `neo4j_url`, directly or not, and the later seeds of a test.

    All that needs the one server runs in one process, beside the others.
    """
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if "neo4j_url" in item.fixturenames or parameters.get("engine") == "neo4j":
            item.add_marker(pytest.mark.neo4j)
            item.add_marker(pytest.mark.xdist_group("neo4j"))
        seed = parameters.get("seed")
        if isinstance(seed, int) and seed >= FAST_SEEDS:
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    """Refuse to go on where the group is marked and not kept: each process would start a server."""
    alone = [item for item in ids if item.endswith("[neo4j]")]
    if alone and node.config.getvalue("dist") == "loadgroup":
        pytest.exit(f"pytest-xdist does not keep the group neo4j together: {alone[0]}", 1)


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
            without_neo4j(f"no Neo4j: {reason}")
        yield url


@pytest.fixture(autouse=True)
def _own_machine_file(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Beside a server this machine's file would lie in the project, and be that of every test."""
    names = request.fixturenames
    on_server = "engine" in names and request.getfixturevalue("engine") == "neo4j"
    if on_server or "neo4j_url" in names:
        monkeypatch.setenv("GUANXI_READS", str(tmp_path / "machine.db"))


@pytest.fixture(params=["sqlite", "neo4j"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    name: str = request.param
    return name


@pytest.fixture
def store_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a store with nothing in it, not even a schema, on each engine in turn."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'guanxi.db'}"
    url: str = request.getfixturevalue("neo4j_url")
    wipe(url)
    return url


@pytest.fixture
def bank(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ServedBank]:
    """An empty bank, on each engine in turn; on Neo4j with the schema of the test before."""
    url = f"sqlite:///{tmp_path / 'guanxi.db'}"
    if engine == "neo4j":
        url = request.getfixturevalue("neo4j_url")
        empty(url)
    with closing(ServedBank(url, monkeypatch)) as bank:
        yield bank


@pytest.fixture(scope="session", autouse=True)
def _kernels(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each kernel is compiled by one process of the session only."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        compile_once(made_once(tmp_path_factory, "kernels", lambda folder: None))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an embedded store with its tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "guanxi.db"
    with closing(SqliteStore(path)) as store:
        migrate(store)
    return path


@pytest.fixture
def sqlite_bank(
    empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ServedBank]:
    """An empty bank on the embedded store, which has its tables."""
    path = shutil.copyfile(empty_store, tmp_path / "guanxi.db")
    with closing(ServedBank(f"sqlite:///{path}", monkeypatch)) as bank:
        yield bank


def _small_world(folder: Path) -> None:
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank,
    ):
        bank.keep(**SMALL_WORLD)
        bank.derive("--as-of", "2025-12-31")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The small world on the embedded store, with one run; no test may write to it."""
    folder = made_once(tmp_path_factory, "small-world", _small_world)
    # The application reads its address from the environment once, which later tests change.
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
        bank.get("/runs")
    with closing(bank):
        yield bank


@pytest.fixture(scope="module")
def own_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """A copy of the small world, for the tests of one module that write to it."""
    folder = made_once(tmp_path_factory, "small-world", _small_world)
    path = tmp_path_factory.mktemp("own-world") / "guanxi.db"
    shutil.copyfile(folder / "guanxi.db", path)
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{path}", monkeypatch)
        bank.get("/runs")
    with closing(bank):
        yield bank
