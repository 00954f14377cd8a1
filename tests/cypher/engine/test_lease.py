"""One writer at a time, on either engine, and a dead one does not stand in the way."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from cypher import Store, StoreSettings, open_store
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreBusy
from cypher.engine.lease import LEASE_MS, _here, only_writer
from cypher.engine.migrations import migrate
from cypher.load import BeginLoad, GroupIds, ReleaseWriter, TakeWriter, Writer
from cypher.view.loaded import Loads
from loaders.records.canonical import RECORDS
from tests.banks import ServedBank

[GROUPS] = [record for record in RECORDS if record.name == "groups"]


@pytest.fixture
def store(bank: ServedBank) -> Iterator[Store]:
    with closing(open_store(StoreSettings())) as opened:
        migrate(opened)
        yield opened


def take(lasts: int = LEASE_MS) -> None:
    """Take the lease as another machine's process does, also that of whoever has it."""
    with closing(open_store(StoreSettings())) as other:
        for lease in other.rows(Writer()):
            other.run(ReleaseWriter(lease.token))
        other.run(TakeWriter("other@elsewhere", "load", "elsewhere", 1, lasts))


def test_the_second_writer_is_told_who_writes(store: Store) -> None:
    since = rf"process {os.getpid()} on .*, since \d{{4}}-.* UTC\): wait until it ends, or until "
    told = pytest.raises(StoreBusy, match=since)
    with only_writer(store, "load"), told, only_writer(store, "derive"):
        pytest.fail("two writers")
    assert store.rows(Writer()) == []


def test_a_writer_that_died_here_is_taken_over(store: Store) -> None:
    died = subprocess.Popen([sys.executable, "-c", ""])
    # Dead, and nobody has asked how it ended: Linux still knows its number.
    os.waitid(os.P_PID, died.pid, os.WEXITED | os.WNOWAIT)
    for _ in range(2):
        store.run(TakeWriter(f"other@{_here()}", "load", "here", died.pid, LEASE_MS))
        with only_writer(store, "derive"):
            (lease,) = store.rows(Writer())
            assert lease.pid == os.getpid()
        died.wait(timeout=30)


def test_a_writer_of_another_machine_or_container_is_waited_for(store: Store) -> None:
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait(timeout=30)
    # The same host and a number that nobody has here: it may be another container's.
    store.run(TakeWriter("other@elsewhere", "load", socket.gethostname(), died.pid, LEASE_MS))
    with pytest.raises(StoreBusy, match="a load is writing"), only_writer(store, "derive"):
        pytest.fail("two writers")


def test_a_lease_that_has_lapsed_is_free(store: Store) -> None:
    take(lasts=0)
    with only_writer(store, "derive"):
        pass


def test_what_a_writer_writes_that_has_lost_its_lease_does_not_land(store: Store) -> None:
    lost = pytest.raises(StoreBusy, match="another took over")
    with only_writer(store, "load"):
        store.run(begun("before", 1))
        take()
        with lost:
            store.run(begun("after", 2))
        with lost:
            store.run_batch(GROUPS.batch, [group_row()])
        with lost:
            list(store.run_batches(GROUPS.batch, [[group_row()]]))
    assert [load.source for load in store.rows(Loads())] == ["before"]
    assert store.columns(GroupIds()).group_id.tolist() == []
    (lease,) = store.rows(Writer())
    assert lease.host == "elsewhere"


def test_a_lease_is_renewed_while_its_writer_works(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cypher.engine.lease.RENEW_SECONDS", 0.01)
    with only_writer(store, "load"):
        (first,) = store.rows(Writer())
        deadline = time.monotonic() + 30
        while store.rows(Writer())[0].expires_at == first.expires_at:
            assert time.monotonic() < deadline, "never renewed"
        (later,) = store.rows(Writer())
    assert later.taken_at == first.taken_at
    assert 0 < later.expires_at - first.expires_at < LEASE_MS


def test_a_lease_is_kept_by_the_store_s_own_clock(store: Store) -> None:
    with only_writer(store, "load"):
        (lease,) = store.rows(Writer())
    assert lease.expires_at - lease.taken_at == LEASE_MS
    # Both engines run on this machine here.
    assert abs(lease.taken_at - now_ms()) < LEASE_MS


def begun(source: str, load_no: int) -> BeginLoad:
    """A load of this source, begun."""
    return BeginLoad(
        load_no=load_no,
        source=source,
        fingerprint=source,
        in_full=False,
        now=now_ms(),
        sources="[]",
        files="[]",
        counts="{}",
    )


def group_row() -> tuple[str | int | None, ...]:
    """A group as its batch takes it."""
    values: dict[str, str | int] = {
        "group_id": "g1",
        "name": "G",
        "source": "canonical",
        "load_no": 1,
        "digest": 1,
    }
    return tuple(values.get(column) for column in GROUPS.batch.columns)
