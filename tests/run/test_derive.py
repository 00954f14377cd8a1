"""A run is derived beside the current one, written only where it differs, published at once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
import service.__main__
import service.commands
from cypher import Command, Store, StoreSettings, open_store
from cypher.engine.lease import only_writer
from cypher.load import MERGES
from cypher.publish import AddHoldings, PublishRun, UnpublishedRuns
from cypher.query import Batch
from cypher.serve.runs import CurrentRun
from tests.banks import ServedBank, write_files
from tests.building import companies, guarantees_of

TAG = "guarantee_circle"


def circle_bank(bank: ServedBank, *arcs: str) -> None:
    bank.keep_only(customers=companies(*"abcd"), guarantees=guarantees_of(*arcs))


def test_an_unchanged_run_keeps_where_holdings_began(bank: ServedBank) -> None:
    circle_bank(bank, "a>b", "b>c", "c>a")
    bank.derive()
    bank.derive()
    held = bank.holding("a", TAG)
    assert (held["since_run"], held["run_id"]) == (1, 2)
    assert bank.get("/runs/2")["report"]["tags"][TAG]["unchanged"] == 3
    assert bank.get("/runs/1/changes/2")["items"] == []
    assert bank.get("/runs/1")["fingerprint"] == bank.get("/runs/2")["fingerprint"]


def test_what_changed_is_gained_lost_or_changed(bank: ServedBank) -> None:
    circle_bank(bank, "a>b", "b>c", "c>a")
    bank.derive()
    circle_bank(bank, "a>b", "b>d", "d>a", "c>a")
    bank.derive()
    changes = bank.get("/runs/1/changes/2", tag=TAG)["items"]
    assert [(change["customer_id"], change["change"]) for change in changes] == [
        ("a", "changed"),
        ("b", "changed"),
        ("c", "lost"),
        ("d", "gained"),
    ]
    assert bank.get("/customers/c/tags", run=1)["tags"][0]["tag_id"] == TAG
    # What is left of it by a's circle is a chain, and a tie.
    left = bank.get("/customers/c/tags")["tags"]
    assert [each["tag_id"] for each in left] == ["guarantee_chain", "relationship_closeness"]
    assert bank.get("/customers/a/tags", run=1)["tags"][0]["since_run"] == 1
    assert bank.get("/customers/a/tags")["tags"][0]["since_run"] == 2
    assert bank.get("/runs/1")["fingerprint"] != bank.get("/runs/2")["fingerprint"]


def test_money_beyond_63_bits_ends_the_run_with_a_sentence_and_publishes_nothing(
    bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {**row, "guarantee_id": f"G{number}"}
        for number in range(200)
        for row in guarantees_of("a>b", amount="9999999999999.99")
    ]
    bank.keep(customers=companies(*"ab"), guarantees=rows)
    assert service.__main__.main(["derive", "--tags", "guarantee_overload"]) != 0
    told = capsys.readouterr().err.splitlines()[-1]
    assert "beyond 922 trillion; load the currency's amounts in thousands" in told
    with closing(open_store(StoreSettings())) as store:
        assert store.rows(CurrentRun()) == []


def test_a_run_says_nothing_of_where_the_store_is_and_how_to_enter_it(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    circle_bank(sqlite_bank, "a>b", "b>c", "c>a")
    for name in ("USER", "PASSWORD", "PASSWORD_FILE", "CA"):
        monkeypatch.setenv(f"GUANXI_NEO4J_{name}", "hunter2")
    sqlite_bank.derive("--tags", TAG)
    run = sqlite_bank.get("/runs/1")
    assert "hunter2" not in json.dumps(run)
    assert run["report"]["settings"].keys().isdisjoint(StoreSettings.model_fields)
    assert "majority" in run["report"]["settings"]


def test_deriving_one_tag_leaves_the_others_as_they_are(sqlite_bank: ServedBank) -> None:
    circle_bank(sqlite_bank, "a>b", "b>c", "c>a")
    sqlite_bank.derive()
    sqlite_bank.derive("--tags", "opinion_leader")
    assert sqlite_bank.holding("a", TAG)["since_run"] == 1
    assert sqlite_bank.get(f"/tags/{TAG}")["coverage"]["holders"] == 3


class Breaks(Exception):
    """Stands for whatever ends a process in the middle."""


def breaking(store: Store, at: type[Command] | type[Batch]) -> Store:
    """The store, failing when it is to run a statement."""

    class Broken:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def run(self, command: Command) -> None:
            if isinstance(command, at):
                raise Breaks
            store.run(command)

        def run_batch(self, batch: type[Batch], rows: list[tuple[object, ...]]) -> None:
            store.run_batch(batch, rows)
            if batch is at:
                raise Breaks

    return Broken()  # type: ignore[return-value]


@pytest.mark.parametrize("at", [AddHoldings, PublishRun])
def test_a_run_that_breaks_off_is_never_seen_and_leaves_nothing(
    bank: ServedBank,
    at: type[Command] | type[Batch],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    circle_bank(bank, "a>b", "b>c", "c>a")
    bank.derive()
    before = bank.all_holdings([TAG])
    circle_bank(bank, "a>b", "b>d", "d>a")
    with monkeypatch.context() as broken:
        broken.setattr(
            service.commands, "open_store", lambda settings: breaking(open_store(settings), at)
        )
        with pytest.raises(Breaks):
            bank.derive()
    assert bank.all_holdings([TAG]) == before
    assert len(bank.get("/runs")["items"]) == 1

    bank.derive()
    assert {holder["customer_id"] for holder in bank.holders(TAG)} == {"a", "b", "d"}
    assert bank.holding("a", TAG)["since_run"] == 2
    store = open_store(StoreSettings())
    assert store.rows(UnpublishedRuns()) == []
    store.close()


@pytest.mark.slow
def test_a_derivation_killed_in_the_middle_is_made_good_by_the_next(bank: ServedBank) -> None:
    circle_bank(bank, "a>b", "b>c", "c>a")
    # The process stops itself where it would publish, so that the kill meets it there.
    killed = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, signal, sys, cypher.publish as p\n"
            "import service.run.derive as d\n"
            "d.PublishRun = lambda **k: os.kill(os.getpid(), signal.SIGSTOP)\n"
            "import service.__main__ as m\n"
            "sys.exit(m.main(['derive']))",
        ],
        env={**os.environ, "GUANXI_STORE": bank.url},
        stderr=subprocess.DEVNULL,
    )
    try:
        _, status = os.waitpid(killed.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        assert service.__main__.main(["derive"]) == 2
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=10)
    assert bank.get("/customers/a/tags")["tags"] == []
    bank.derive()
    assert len(bank.holders(TAG)) == 3


def half_loaded(bank: ServedBank, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of a bank whose load broke off after its first batch of guarantees."""
    files = write_files(
        folder, customers=companies(*"abcd"), guarantees=guarantees_of("a>b", "b>c", "c>a")
    )

    class Broken:
        def __init__(self, store: Store) -> None:
            self.store = store

        def __getattr__(self, name: str) -> object:
            return getattr(self.store, name)

        def run_batches(
            self, batch: type[Batch], batches: Iterable[Sequence[Any]]
        ) -> Iterator[int]:
            if batch is MERGES["guarantees"]:
                raise Breaks
            return self.store.run_batches(batch, batches)

    with monkeypatch.context() as broken:
        broken.setattr(
            loaders.__main__, "open_store", lambda settings: Broken(open_store(settings))
        )
        with pytest.raises(Breaks):
            bank.load(files)
    return files


def test_a_bank_that_is_loaded_by_half_is_not_derived_unless_asked_for(
    bank: ServedBank,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = half_loaded(bank, tmp_path / "f", monkeypatch)
    capsys.readouterr()
    # Nobody waits for algorithms that are compiled to be refused.
    with monkeypatch.context() as uncompiled:
        uncompiled.setattr(service.commands, "_kernels", None)
        assert service.__main__.main(["derive"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("a load did not run to its end (L1 of canonical, begun 20")
    assert line.endswith("run the load again, or derive from what is there with --unfinished")
    assert bank.get("/runs")["items"] == []

    bank.derive("--unfinished")
    report = bank.get("/runs/1")["report"]
    assert (report["loads"], report["unfinished_loads"]) == ([], ["L1"])

    bank.load(files)
    bank.derive()
    report = bank.get("/runs/2")["report"]
    assert (report["loads"], report["unfinished_loads"]) == (["L2"], [])
    assert len(bank.holders(TAG)) == 3


def test_a_later_load_of_the_same_source_makes_good_one_that_broke_off(
    bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_loaded(bank, tmp_path / "f", monkeypatch)
    more = write_files(tmp_path / "more", customers=companies(*"abcde"))
    bank.load(more, "--as", "crm")
    # A load that cannot be read never began: it makes nothing good, and breaks nothing.
    bank.load(write_files(tmp_path / "bad", customers=[{"who": "e"}]), status=2)
    assert service.__main__.main(["derive"]) == 2
    bank.load(more)
    bank.derive()
    assert bank.get("/runs/1")["report"]["loads"] == ["L2", "L4"]
    states = [(load["load_id"], load["state"]) for load in bank.get("/loads")["items"]]
    assert states == [("L4", "done"), ("L3", "failed"), ("L2", "done"), ("L1", "failed")]


def test_only_one_writes_at_a_time(bank: ServedBank, capsys: pytest.CaptureFixture[str]) -> None:
    circle_bank(bank, "a>b", "b>c", "c>a")
    store = open_store(StoreSettings())
    with only_writer(store, "load"):
        capsys.readouterr()
        assert service.__main__.main(["derive"]) == 2
        told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("a load is writing to this store (process ")
    assert told.endswith(" if it has died, then run the derive again")
    store.close()
    bank.derive()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("neo4j://127.0.0.1:1", "the connection is refused: start Neo4j"),
        ("mysql://somewhere", "is of no known kind"),
        ("sqlite:////nowhere/at/all.db", "its folder must exist and be writable"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_one_line(
    url: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_STORE", url)
    assert service.__main__.main(["derive"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_wrong_password_is_told_in_one_line(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = neo4j_url.rpartition("@")[2]
    monkeypatch.setenv("GUANXI_STORE", f"bolt://neo4j:wrong-password@{address}")
    assert service.__main__.main(["derive"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "refuses the user or the password" in line
    assert "wrong-password" not in line


def test_an_unknown_tag_is_told_with_those_there_are(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    assert service.__main__.main(["derive", "--tags", "nonsense"]) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("there is no tag 'nonsense': the tags are behaviour_twin")


def test_a_wrong_setting_is_told_by_its_name(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_MAJORITY", "1.5")
    assert service.__main__.main(["derive"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "GUANXI_MAJORITY: Input should be less than 1"


def test_the_report_as_json_is_one_object(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str]
) -> None:
    circle_bank(sqlite_bank, "a>b", "b>c", "c>a")
    capsys.readouterr()
    sqlite_bank.derive("--json")
    report = json.loads(capsys.readouterr().out)
    assert report["run_id"] == 1
    assert report["tags"][TAG]["holders"] == 3
    assert report["loads"] == ["L1"]
