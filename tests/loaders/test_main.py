"""The command: its statuses, its summary, and what it says when it cannot."""

import json
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.__main__ import main
from tests.loaders.banks import SMALL_BANK, everything, rows_of, without_loads, write_bank
from tests.loaders.conftest import Load
from tests.loaders.interrupted import (
    ROOT,
    finish,
    large_bank,
    start_held_load,
    start_load,
)


def count(store: Path, table: str) -> int:
    """The rows of a table, 0 as long as it is not there."""
    try:
        return int(rows_of(store, table, "count(*)", "1")[0][0])
    except sqlite3.OperationalError:
        return 0


def test_the_summary_is_the_last_line_and_the_only_one_on_stdout(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    status, out, err = finish(start_load(bank, f"sqlite:///{tmp_path}/store.db"))
    rows = sum(text.count("\n") - 1 for text in SMALL_BANK.values())
    assert status == 0
    assert out.startswith(
        f"load L1 of canonical: read {rows} = accepted {rows} + rejected 0; wrote {rows}, "
        "unchanged 0, closed 0; "
    )
    assert out.count("\n") == 1
    assert "read customers.csv: 3\n" in err
    assert "write transactions: 3\n" in err


def test_rejects_are_told_in_the_summary(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", customers=SMALL_BANK["customers"] + "C9,dog,X,,\n")
    status, out, _ = finish(start_load(bank, f"sqlite:///{tmp_path}/store.db"))
    assert status == 1
    assert f"read 4 = accepted 3 + rejected 1 (see {bank}/rejects/rejects.csv)" in out


def test_json_is_one_object(load: Load, store: Path, tmp_path: Path) -> None:
    summary = load(write_bank(tmp_path / "bank", **SMALL_BANK)).summary
    [(counts,)] = rows_of(store, "loads", "counts", "1")
    assert summary["records"]["customers"] == {
        "read": 3,
        "accepted": 3,
        "rejected": 0,
        "written": 3,
        "unchanged": 0,
        "closed": 0,
        "kept": 0,
        "warnings": 0,
        "differing": 0,
        "named": 0,
    }
    assert json.loads(counts) == summary["records"]


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"GUANXI_STORE": "neo4j://127.0.0.1:1"}, "does not answer"),
        ({"GUANXI_STORE": "sqlite:////nowhere/store.db"}, "its folder must exist"),
        ({"GUANXI_STORE": "sqlite:////proc/store.db"}, "its folder must exist and be writable"),
        ({"GUANXI_STORE": "oracle://x"}, "of no known kind"),
        ({"GUANXI_CURRENCY": "yuan"}, "GUANXI_CURRENCY"),
        ({"GUANXI_CURRENCY": "RMB"}, "GUANXI_CURRENCY: RMB is no currency"),
        ({"GUANXI_LOAD_MEMORY": "much"}, "GUANXI_LOAD_MEMORY"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    load: Load,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    complaint: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    outcome = load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert outcome.status == 2
    assert outcome.complaint.startswith("not loaded: ")
    assert complaint in outcome.complaint


def test_a_file_that_is_no_store_is_left_alone(load: Load, store: Path, tmp_path: Path) -> None:
    store.write_text("my holiday notes, and much more than a header " * 100)
    outcome = load(write_bank(tmp_path / "bank", **SMALL_BANK))
    assert (outcome.status, "not an SQLite database" in outcome.complaint) == (2, True)
    assert store.read_text().startswith("my holiday notes")


def test_a_derivation_on_another_machine_keeps_loads_out(
    load: Load, store: Path, tmp_path: Path
) -> None:
    bank = write_bank(tmp_path / "bank", **SMALL_BANK)
    load(bank)
    before = everything(store)
    connection = sqlite3.connect(store)
    with connection:
        connection.execute(
            "INSERT INTO writer VALUES (1, 't', 'derive', 'another-host', 7, 0, 99999999999999)"
        )
    connection.close()
    outcome = load(write_bank(bank, same_as="customer_id,other_customer_id\n"), "--full")
    assert outcome.status == 2
    assert (
        "a derive is writing to this store (process 7 on another-host, since " in outcome.complaint
    )
    assert everything(store) == before


@pytest.mark.slow
@pytest.mark.parametrize("largest_file", [50_000, 400_000], ids=["schema", "rows"])
def test_a_full_disk_is_one_line_and_the_load_can_be_run_again(
    tmp_path: Path, largest_file: int
) -> None:
    bank = write_bank(tmp_path / "bank", **large_bank())
    store = tmp_path / "store.db"
    limited = subprocess.run(
        [sys.executable, "-m", "loaders", str(bank), "--rejects", str(tmp_path)],
        cwd=ROOT,
        env={"GUANXI_STORE": f"sqlite:///{store}", "GUANXI_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file)),
    )
    assert limited.returncode == 2
    assert limited.stderr.splitlines()[-1].startswith("not loaded: ")
    assert "Traceback" not in limited.stderr
    assert finish(start_load(bank, f"sqlite:///{store}"))[0] == 0
    assert count(store, "transactions") == 1_500


@pytest.mark.slow
def test_of_two_loads_at_once_the_second_says_who_is_writing(tmp_path: Path) -> None:
    bank = write_bank(tmp_path / "bank", **large_bank())
    store = tmp_path / "store.db"
    first = start_held_load(bank, f"sqlite:///{store}", "customers")
    try:
        status, out, err = finish(start_load(bank, f"sqlite:///{store}"))
        assert (status, out) == (2, "")
        assert f"not loaded: a load is writing to this store (process {first.pid} on " in err
    finally:
        first.kill()
        finish(first)


@pytest.mark.slow
@pytest.mark.parametrize("table", ["customers", "transactions"])
def test_a_load_killed_in_the_middle_is_finished_by_running_it_again(
    tmp_path: Path, table: str
) -> None:
    bank = write_bank(tmp_path / "bank", **large_bank())
    store, clean = tmp_path / "store.db", tmp_path / "clean.db"
    killed = start_held_load(bank, f"sqlite:///{store}", table)
    killed.kill()
    assert finish(killed)[0] == -signal.SIGKILL
    assert 100 < count(store, table) < len(large_bank()[table].splitlines()) - 1
    status, out, _ = finish(start_load(bank, f"sqlite:///{store}"))
    assert (status, "load L2 " in out) == (0, True)
    assert finish(start_load(bank, f"sqlite:///{clean}"))[0] == 0
    assert without_loads(store) == without_loads(clean)


@pytest.mark.slow
@pytest.mark.parametrize("polite", [signal.SIGINT, signal.SIGTERM])
def test_a_load_that_is_stopped_gives_back_the_lease(
    tmp_path: Path, polite: signal.Signals
) -> None:
    bank = write_bank(tmp_path / "bank", **large_bank())
    store = tmp_path / "store.db"
    stopped = start_held_load(bank, f"sqlite:///{store}", "customers")
    stopped.send_signal(polite)
    status, out, err = finish(stopped)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("not loaded: stopped; run the same command again")
    assert rows_of(store, "writer", order="1") == []


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(option in told for option in ("--source", "--full", "--rejects", "--json"))
