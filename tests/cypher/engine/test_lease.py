"""One writer at a time, on either engine, and a dead one does not stand in the way."""

import os
import socket
import subprocess
import sys

import pytest

from cypher import Store, StoreSettings, open_store
from cypher.engine.errors import StoreBusy
from cypher.engine.lease import LEASE_MS, only_writer
from cypher.engine.migrations import migrate
from cypher.load import TakeWriter, Writer


@pytest.fixture
def store(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("GUANXI_STORE", store_url)
    opened = open_store(StoreSettings())
    migrate(opened)
    return opened


def take(store: Store, host: str, pid: int, now: int = 4_000_000_000_000) -> None:
    store.run(TakeWriter("other", "load", host, pid, now, now + LEASE_MS))


def test_the_second_writer_is_told_who_writes(store: Store) -> None:
    told = pytest.raises(StoreBusy, match=f"process {os.getpid()}")
    with only_writer(store, "load"), told, only_writer(store, "derive"):
        pytest.fail("two writers")
    assert store.rows(Writer()) == []
    store.close()


def test_a_writer_that_died_here_is_taken_over(store: Store) -> None:
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait(timeout=30)
    take(store, socket.gethostname(), died.pid)
    with only_writer(store, "derive"):
        (lease,) = store.rows(Writer())
        assert lease.pid == os.getpid()
    store.close()


def test_a_writer_on_another_machine_is_waited_for_until_its_lease_runs_out(store: Store) -> None:
    take(store, "elsewhere", 1)
    with pytest.raises(StoreBusy, match="elsewhere"), only_writer(store, "derive"):
        pytest.fail("two writers")
    store.close()


def test_a_lease_that_has_run_out_is_free(store: Store) -> None:
    take(store, "elsewhere", 1, now=0)
    with only_writer(store, "derive"):
        pass
    store.close()


def test_a_writer_that_lost_its_lease_stops(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 4_000_000_000_000
    monkeypatch.setattr("cypher.engine.lease.now_ms", lambda: now)
    with only_writer(store, "load") as keep:
        now += LEASE_MS + 1
        take(store, "elsewhere", 1, now=now)
        with pytest.raises(StoreBusy, match="another took over"):
            keep()
    (lease,) = store.rows(Writer())
    assert lease.host == "elsewhere"
    store.close()


def test_keeping_on_makes_the_lease_last(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 4_000_000_000_000
    monkeypatch.setattr("cypher.engine.lease.now_ms", lambda: now)
    with only_writer(store, "load") as keep:
        (first,) = store.rows(Writer())
        now += LEASE_MS // 2
        keep()
        (later,) = store.rows(Writer())
        assert later.expires_at == first.expires_at + LEASE_MS // 2
    store.close()
