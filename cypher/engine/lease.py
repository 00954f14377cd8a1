"""One writer at a time: a lease kept in the store itself, so that it holds between machines."""

import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreBusy
from cypher.engine.store import Store
from cypher.load import KeepWriter, ReleaseWriter, TakeWriter, Writer, WriterLease

LEASE_MS = 600_000


@contextmanager
def only_writer(store: Store, work: str) -> Iterator[Callable[[], None]]:
    """Hold the writer's lease while the block runs; yields a function that makes it last.

    `work` ("load", "derive") is what others are told is going on. Call the yielded function
    between batches: it renews the lease when a third of it has passed. A lease whose process is
    dead on this machine is taken over at once; one of another machine when it runs out.

    Raises StoreBusy where somebody else has the lease, or has taken it over.
    """
    token = uuid.uuid4().hex
    _take(store, token, work)
    renewed_at = now_ms()

    def keep() -> None:
        nonlocal renewed_at
        if now_ms() - renewed_at < LEASE_MS // 3:
            return
        renewed_at = now_ms()
        store.run(KeepWriter(token=token, expires_at=renewed_at + LEASE_MS))
        if not _holds(store, token):
            raise StoreBusy(f"this {work} paused for so long that another took over: run it again")

    try:
        yield keep
    finally:
        store.run(ReleaseWriter(token=token))


def writing(store: Store) -> WriterLease | None:
    """Who writes to the store at this moment: whose lease has not run out, and is not dead here."""
    for lease in store.rows(Writer()):
        if lease.expires_at > now_ms() and _is_alive(lease):
            return lease
    return None


def _take(store: Store, token: str, work: str) -> None:
    for _ in range(2):
        now = now_ms()
        store.run(
            TakeWriter(
                token=token,
                work=work,
                host=socket.gethostname(),
                pid=os.getpid(),
                now=now,
                expires_at=now + LEASE_MS,
            )
        )
        if _holds(store, token):
            return
        for lease in store.rows(Writer()):
            if _is_alive(lease):
                raise StoreBusy(
                    f"a {lease.work} is writing to this store (process {lease.pid} on "
                    f"{lease.host}): wait until it ends, then run the {work} again"
                )
            store.run(ReleaseWriter(token=lease.token))
    raise StoreBusy(f"another process has just begun to write: run the {work} again")


def _holds(store: Store, token: str) -> bool:
    return any(lease.token == token for lease in store.rows(Writer()))


def _is_alive(lease: WriterLease) -> bool:
    if lease.host != socket.gethostname():
        return True
    try:
        os.kill(lease.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
