"""Uncompiled kernels say what compiled ones say, and after warming nothing is compiled any more."""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from numba.core import event

from cypher.vocabulary import Text
from service.demo import write_demo_bank
from service.graph import kernels
from service.graph.cache_folder import MARK
from service.graph.kernels import FOLDER, all_compiled, interpret_until_compiled
from service.warming.questions import questions
from service.warming.warm import CUSTOMERS, run_modules, warm
from tests.banks import ServedBank
from tests.once import made_once

DAY = "2025-12-31"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the bank of a rehearsal."""
    return made_once(
        tmp_path_factory,
        "rehearsed",
        lambda folder: void(write_demo_bank(folder, CUSTOMERS, 1, lambda name, count: None)),
    )


def void(value: object) -> None:
    """Nothing, whatever came back."""


@pytest.fixture
def bank(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedBank]:
    """The bank, loaded."""
    with closing(ServedBank(f"sqlite:///{tmp_path / 'guanxi.db'}", monkeypatch)) as served:
        served.load(files)
        yield served


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A process whose kernels are not compiled."""
    monkeypatch.setattr(kernels, "FOLDER", FOLDER._replace(path=tmp_path))
    interpret_until_compiled()
    yield
    (tmp_path / MARK).touch()
    interpret_until_compiled()


def answers(bank: ServedBank) -> dict[str, tuple[int, Any]]:
    """What is answered to each question of a rehearsal."""
    said = {}
    for path, body in questions(bank.client):
        answer = bank.client.get(path) if body is None else bank.client.post(path, json=body)
        said[f"{path} {json.dumps(body)}"] = (answer.status_code, answer.get_json())
    return said


@pytest.mark.slow
def test_uncompiled_kernels_find_what_compiled_ones_find(
    bank: ServedBank, request: pytest.FixtureRequest
) -> None:
    bank.derive("--as-of", DAY)
    before = answers(bank)
    request.getfixturevalue("uncompiled")
    bank.derive("--as-of", DAY)
    tags = bank.get("/runs/2")["report"]["tags"]
    assert {name for name, each in tags.items() if each["added"] or each["ended"]} == set()
    assert sum(each["unchanged"] for each in tags.values()) > 1_000
    after = answers(bank)
    late = [asked for asked, (status, _) in after.items() if status == 503]
    # Only what Python would take minutes for is told to come back.
    assert late
    assert all("/influence/seeds" in asked for asked in late)
    assert all(after[asked][1]["type"] == "/problems/warming" for asked in late)
    for asked, (status, said) in after.items():
        if asked not in late:
            assert (status, without_run(said)) == (before[asked][0], without_run(before[asked][1]))


def without_run(said: dict[str, Any]) -> dict[str, Any]:
    """An answer without the number of the run, which is the next one, and when it was published."""
    of_run = ("run_id", "since_run", "known_at")
    return {name: value for name, value in said.items() if name not in of_run}


def test_the_service_says_that_it_is_warming(bank: ServedBank, uncompiled: None) -> None:
    answer = bank.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.get_json()["type"] == "/problems/warming"
    assert "Retry-After" in answer.headers
    assert bank.client.get("/health/live").status_code == 200
    assert bank.client.get("/api/v1/customers").status_code == 200


@pytest.mark.slow
def test_after_warming_nothing_is_compiled(bank: ServedBank) -> None:
    """`make test` warms first; where only this test is run it takes a minute."""
    warm(lambda step: None)
    assert all_compiled()
    met: list[str] = []

    class Listener(event.Listener):
        def on_start(self, event: event.Event) -> None:
            function = event.data["dispatcher"].py_func
            if function.__module__.startswith("service."):
                met.append(f"{function.__module__}.{function.__qualname__}")

        def on_end(self, event: event.Event) -> None:
            pass

    with event.install_listener("numba:compile", Listener()):
        bank.derive("--as-of", DAY)
        answers(bank)
        assert met == []
        # It would have been noticed.
        kernels.kernel(plus_one)(np.ones(1))
    again = warm(lambda step: pytest.fail(step.en))
    assert not again.compiled
    assert again.seconds < 5


def plus_one(values: np.ndarray) -> np.ndarray:
    """Not a kernel of the service."""
    return values + 1


def test_two_that_warm_do_so_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second says that it waits, and finds nothing left to compile."""
    monkeypatch.setattr("service.warming.warm.FOLDER", FOLDER._replace(path=tmp_path / "kernels-1"))
    monkeypatch.setattr(kernels, "FOLDER", FOLDER._replace(path=tmp_path / "kernels-1"))
    (tmp_path / "kernels-1").mkdir()
    (tmp_path / "kernels-0").mkdir()
    os.utime(tmp_path / "kernels-0", (0, 0))
    begun, goes_on = Event(), Event()

    def compile_slowly() -> None:
        begun.set()
        assert goes_on.wait(30)

    monkeypatch.setattr("service.warming.warm._compile", compile_slowly)
    said: list[str] = []

    def heard(step: Text) -> None:
        said.append(step.en)
        goes_on.set()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(warm, lambda step: None)
        assert begun.wait(30)
        second = pool.submit(warm, heard)
        assert first.result().compiled
        assert not second.result().compiled
    assert said == ["another process is compiling the algorithms: waiting for it"]
    assert [path.name for path in tmp_path.iterdir()] == ["kernels-1"]
    # A version that still runs keeps its kernels.
    (tmp_path / "kernels-2").mkdir()
    warm(heard)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kernels-1", "kernels-2"]


def test_a_derivation_without_kernels_leaves_the_process_as_it_was(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kernels, "FOLDER", FOLDER._replace(path=tmp_path))
    bank.derive("--as-of", DAY)
    assert kernels.compiled()


def test_compiling_starts_from_a_program_or_a_notebook_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the first place that Python looks in is '': where it was started."""
    root = Path(__file__).parents[2]
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "path", ["", *(each for each in sys.path if each != str(root))])
    run_modules([("loaders", "--help")], str(tmp_path), {**os.environ})
