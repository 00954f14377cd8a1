"""One writer at a time: a lease kept in the store itself, so that it holds between machines.

It lapses a minute after its last renewal by the store's own clock, and is looked at within each
transaction: what a writer writes that has lost it, paused or cut off, does not land.
"""

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreBusy, StoreError
from cypher.engine.store import Store
from cypher.load import KeepWriter, ReleaseWriter, TakeWriter, Writer, WriterLease
from cypher.text import Text

LEASE_MS = 60_000
RENEW_SECONDS = 15.0
#: What a writer does, in Chinese; in English leases call it so themselves.
_WORKS_ZH = {
    "copy": "复制",
    "derive": "计算标签",
    "load": "加载",
    "migrate": "升级存储",
    "publish": "发布批次",
    "withdrawal": "撤回批次",
}


@contextmanager
def only_writer(store: Store, work: str) -> Iterator[None]:
    """Hold the writer's lease while the block runs, renewed by a thread of its own.

    `work` ("load", "derive") is what others are told is going on. A lease whose process is dead
    here is taken over at once; another one once it has lapsed.

    Raises StoreBusy where somebody else has the lease, and at the first transaction after somebody
    has taken it over: of that nothing lands.
    """
    token = f"{uuid.uuid4().hex}@{_here()}"
    _take(store, token, work)
    over = threading.Event()

    def renew() -> None:
        while not over.wait(RENEW_SECONDS):
            # One that fails is tried again at the next turn, and what is written is fenced anyhow.
            with suppress(StoreError):
                store.run(KeepWriter(token=token, lasts=LEASE_MS))

    renewing = threading.Thread(target=renew, name="lease", daemon=True)
    try:
        with store.fenced(token):
            renewing.start()
            yield
    finally:
        over.set()
        renewing.join()
        store.run(ReleaseWriter(token=token))


def writing(store: Store) -> WriterLease | None:
    """Who writes to the store at this moment: whose lease has not lapsed, and is not dead here."""
    for lease in store.rows(Writer()):
        if lease.expires_at > now_ms() and not _is_dead(lease):
            return lease
    return None


def _take(store: Store, token: str, work: str) -> None:
    for _ in range(2):
        store.run(
            TakeWriter(
                token=token, work=work, host=socket.gethostname(), pid=os.getpid(), lasts=LEASE_MS
            )
        )
        for lease in store.rows(Writer()):
            if lease.token == token:
                return
            if not _is_dead(lease):
                since, until = _told(lease.taken_at), _told(lease.expires_at)
                raise StoreBusy(
                    Text(
                        f"正在{work_zh(lease.work)}，占用本存储（{lease.host}上的进程{lease.pid}，"
                        f"始于{since}）：请等其结束，若其已中断则等到{until}，再重新{work_zh(work)}",
                        f"a {lease.work} is writing to this store (process {lease.pid} on "
                        f"{lease.host}, since {since}): wait until it ends, or until {until} if it "
                        f"has died, then run the {work} again",
                    )
                )
            store.run(ReleaseWriter(token=lease.token))
    raise StoreBusy(
        Text(
            f"另一进程刚刚开始写入：请重新{work_zh(work)}",
            f"another process has just begun to write: run the {work} again",
        )
    )


def work_zh(work: str) -> str:
    """What a writer does, in Chinese; in English it is what the lease calls it."""
    return _WORKS_ZH.get(work, f"“{work}”")


def _is_dead(lease: WriterLease) -> bool:
    """Whether the writer was a process of this machine that is no more; else nobody can tell."""
    if lease.token.partition("@")[2] != _here():
        return False
    try:
        os.kill(lease.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _state(lease.pid) == "Z"


@cache
def _here() -> str:
    """This machine since it was started, and its namespace of process ids: containers differ."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot}/{os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return socket.gethostname()


def _state(pid: int) -> str:
    """A process's state as Linux tells it (Z: dead, and its parent has not looked); else ''."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _told(instant: int) -> str:
    return f"{datetime.fromtimestamp(instant / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
