"""Reads are written in batches: none is lost by a graceful end, and none is chained twice."""

import base64
import json
import multiprocessing
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import service.__main__
from cypher import Store, StoreSettings, open_store
from cypher.decision.chain import canonical
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreUnavailable
from cypher.machine.machine_file import machine_file, place_of_machine_file, renew_machine_file
from cypher.machine.reads import LastRead
from cypher.vocabulary import Text
from service.audit import entries
from service.audit import reads as reads_module
from service.audit.chains import Chains, verify
from service.audit.entries import Read
from service.audit.reads import FAILURES, MOST_WAITING, ReadLog
from service.errors import Overloaded
from tests.banks import ServedBank
from tests.building import companies

DAY_MS = 86_400_000


def read(number: int, *customer_ids: str, at: int = 0) -> Read:
    return Read(
        at=at or now_ms(),
        user_id=f"u{number}",
        signed=True,
        roles=("compliance",),
        purpose="aml",
        action="read",
        path="/customers/{customer_id}",
        fields=(),
        about=customer_ids[0] if customer_ids else "",
        customer_ids=customer_ids,
    )


@pytest.fixture
def machine(bank: ServedBank) -> Iterator[Store]:
    """The machine's file beside a bank of A and B."""
    bank.keep(customers=companies("A", "B"))
    settings = StoreSettings()
    with closing(machine_file(settings)) as machine:
        renew_machine_file(machine, settings)
        yield machine


@pytest.fixture
def store(machine: Store) -> Iterator[Store]:
    with closing(open_store(StoreSettings())) as store:
        yield store


def count(machine: Store) -> int:
    return sum((each.entry_no for each in machine.rows(LastRead())), 0)


def test_what_was_read_is_written_within_a_second(store: Store, machine: Store) -> None:
    log = ReadLog(store, machine, StoreSettings())
    log.note(read(1, "A", "B", "no customer"))
    until = time.monotonic() + 10
    while not count(machine) and time.monotonic() < until:
        time.sleep(0.05)
    assert count(machine) == 1
    log.close()


def test_a_graceful_end_loses_none(
    store: Store, machine: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads_module, "EVERY_SECONDS", 60)
    log = ReadLog(store, machine, StoreSettings())
    for number in range(1_200):
        log.note(read(number, "A"))
    log.close()
    assert count(machine) == 1_200
    found = verify(Chains(store, machine))
    assert (found.entries, found.broken) == (1_200, None)


def test_what_the_store_cannot_chain_waits_in_the_file(
    store: Store, machine: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = ReadLog(store, machine, StoreSettings())
    log.note(read(1, "A"))

    def away(*_: object) -> None:
        raise StoreUnavailable(Text("x", "x"))

    with monkeypatch.context() as patched:
        patched.setattr(entries, "tokens_of", away)
        with pytest.raises(StoreUnavailable):
            log.write()
    assert count(machine) == 0
    # Another process chains it: what was noted is in the file.
    ReadLog(store, machine, StoreSettings()).write()
    assert count(machine) == 1
    log.close()


def test_what_another_process_chains_meanwhile_is_not_chained_twice(
    store: Store, machine: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = entries._tokens

    def meanwhile(*asked: Any) -> dict[str, str]:
        monkeypatch.setattr(entries, "_tokens", tokens)
        entries.chain_noted(store, machine)
        return tokens(*asked)

    entries.note_reads(store, machine, [read(1, "A"), read(2, "B")])
    monkeypatch.setattr(entries, "_tokens", meanwhile)
    entries.chain_noted(store, machine)
    assert count(machine) == 2
    assert verify(Chains(store, machine)).broken is None


@pytest.mark.parametrize("where", ["note_reads", "chain_noted"])
def test_whatever_goes_wrong_the_thread_keeps_the_reads_and_tries_again(
    store: Store,
    machine: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    monkeypatch.setattr(reads_module, "EVERY_SECONDS", 0.01)
    log, failed = ReadLog(store, machine, StoreSettings()), FAILURES._value.get()

    works = getattr(reads_module, where)

    def broken(asked: Store, noted: Store, *rest: Any) -> None:
        # The threads of services that earlier tests made run on beside this one.
        if noted is machine:
            raise KeyError("A")
        works(asked, noted, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(reads_module, where, broken)
        log.note(read(1, "A"))
        until = time.monotonic() + 10
        while FAILURES._value.get() < failed + 3 and time.monotonic() < until:
            time.sleep(0.01)
        assert FAILURES._value.get() >= failed + 3
        log.note(read(2, "B"))
    until = time.monotonic() + 10
    while count(machine) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert count(machine) == 2
    # One line, which says where and names nobody.
    [line] = [record.getMessage() for record in caplog.records if record.name == "guanxi.reads"]
    assert "KeyError at test_read_log.py:" in line
    assert "'A'" not in line
    log.close()
    assert verify(Chains(store, machine)).entries == 2


def test_a_read_that_is_noted_after_the_end_is_written(store: Store, machine: Store) -> None:
    log = ReadLog(store, machine, StoreSettings())
    log.note(read(1, "A"))
    log.close()
    log.note(read(2, "A"))
    log.close()
    assert count(machine) == 2


def test_where_nothing_can_be_written_nothing_more_is_told(
    store: Store, machine: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads_module, "EVERY_SECONDS", 60)
    log = ReadLog(store, machine, StoreSettings())
    for _ in range(MOST_WAITING):
        log.note(read(1))
    with pytest.raises(Overloaded):
        log.need_room()
    log.write()
    log.need_room()
    log.close()


def _read_until_killed(url: str, place: str, number: int) -> None:
    os.environ.update({"GUANXI_STORE": url, "GUANXI_READS": place})
    settings = StoreSettings()
    with closing(open_store(settings)) as store, closing(machine_file(settings)) as machine:
        log = ReadLog(store, machine, settings)
        for _ in range(1_000_000):
            log.note(read(number, "A"))
            log.write()


@pytest.mark.slow
def test_twenty_killed_processes_leave_the_chain_whole(
    bank: ServedBank, store: Store, machine: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "reads.db")
    monkeypatch.setenv("GUANXI_READS", place)
    settings = StoreSettings()
    with closing(machine_file(settings)) as shared:
        renew_machine_file(shared, settings)
        context = multiprocessing.get_context("spawn")
        for start in range(0, 20, 5):
            writers = [
                context.Process(target=_read_until_killed, args=(bank.url, place, number))
                for number in range(start, start + 5)
            ]
            for writer in writers:
                writer.start()
            for writer in writers:
                before, until = count(shared), time.monotonic() + 30
                while count(shared) <= before + 3 and time.monotonic() < until:
                    time.sleep(0.003)
                writer.kill()
            for writer in writers:
                writer.join()
        ReadLog(store, shared, settings).write()
        found = verify(Chains(store, shared))
        assert found.broken is None
        assert found.entries == count(shared) > 60
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("SELECT count(*) FROM noted_reads").fetchone() == (0,)


def test_old_reads_are_cut_at_a_signed_head(
    store: Store,
    machine: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = ReadLog(store, machine, StoreSettings())
    for number, days in enumerate((900, 500, 400, 300, 1)):
        log.note(read(number, "A", at=now_ms() - days * DAY_MS))
    log.close()
    path, key_path = tmp_path / "old.jsonl", tmp_path / "key.pem"
    monkeypatch.setenv("GUANXI_READS_KEEP", "365")
    cut = ["audit", "cut", str(path)]
    assert service.__main__.main(cut) == 2
    assert "GUANXI_AUDIT_KEY" in capsys.readouterr().err
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key_path.write_bytes(pem)
    monkeypatch.setenv("GUANXI_AUDIT_KEY", str(key_path))
    assert service.__main__.main(cut) == 0
    *lines, last = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["user_id"] for line in lines] == ["u0", "u1", "u2"]
    assert last["heads"] == {"reads": {"entry_no": 3, "hash": lines[-1]["hash"]}}
    key.public_key().verify(base64.b64decode(last["signature"]), canonical(last["heads"]))
    # The chain goes on, and what is added follows.
    assert service.__main__.main(["audit", "verify"]) == 0
    log = ReadLog(store, machine, StoreSettings())
    log.note(read(9, "B"))
    log.close()
    assert count(machine) == 6
    assert verify(Chains(store, machine)).entries == 3
    assert service.__main__.main([*cut[:2], str(tmp_path / "none.jsonl")]) == 0
    assert not (tmp_path / "none.jsonl").exists()
    # A file that is there stays, and nothing is taken away.
    monkeypatch.setenv("GUANXI_READS_KEEP", "100")
    assert service.__main__.main(cut) == 2
    assert verify(Chains(store, machine)).entries == 3
    # A head that somebody made up bears no signature.
    place = place_of_machine_file(StoreSettings())
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE read_cuts SET signature = 'x'")
    assert service.__main__.main(["audit", "verify"]) == 2
    assert "reads is broken at entry 3" in capsys.readouterr().err
