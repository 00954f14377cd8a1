"""The hashes of decisions that were made before there was a chain, in their order."""

from collections.abc import Iterator

from cypher.decision.chain import FIRST, Chained, chained, text_hash
from cypher.engine.store import Store
from cypher.query import Batch, Query

DECISIONS = 1_000


class NextUnchained(Query[Chained]):
    """The next decisions after one that have no hash yet, in the order of their numbers."""

    after: int
    limit: int


class KeepChained(Batch):
    """Keeps the hashes of a decision."""

    columns = ("decision_no", "reason_hash", "previous_hash", "hash")


class HashBefore(Query[Chained]):
    """The decision of a number."""

    decision_no: int


def step(store: Store) -> Iterator[None]:
    """Chain what is not chained, some decisions a batch; what is chained stays as it is."""
    while unchained := store.rows(NextUnchained(after=0, limit=DECISIONS)):
        before = store.rows(HashBefore(decision_no=unchained[0].decision_no - 1))
        previous = before[0].hash if before else FIRST
        rows = []
        for row in unchained:
            said = {**row.said(), "reason": text_hash(row.salt or "", row.text or "")}
            found = chained(previous, said)
            rows.append((row.decision_no, said["reason"], previous, found))
            previous = found
        store.run_batch(KeepChained, rows)
        yield
