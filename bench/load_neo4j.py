"""Loading customers, accounts, holders and payments into Neo4j, against UNWIND MERGE by hand.

Ours: `loaders.load.load` of a folder of four CSV files: fingerprint, reading, checks, references,
order, and 5,000 rows a transaction. The peer: `bench.neo4j_peer`, the same rows in the same order
with the same properties, ready in memory as maps, in the batch size that was fastest on a tenth of
them (each size tried twice). All rows count on both sides. One server, compiled in full, that has
taken that tenth from both sides before; it is emptied before each round and keeps its schema.
"""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import neo4j

from bench.banks import load_all, must_equal, rows_sent
from bench.canonical_files import write_files
from bench.figures import Figure
from bench.neo4j_peer import TEXTS, Maps, load_by_hand, maps
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from cypher import Batch, Store, StoreSettings, open_store
from cypher.engine.migrations import migrate
from cypher.load import MERGES
from tests.neo4j.scratch import connect, empty
from tests.neo4j.server import neo4j_server

ROUNDS = 3
BATCH_SIZES = (1_000, 5_000, 10_000, 20_000)
_PATTERNS: dict[type[Batch], str] = {
    MERGES["customers"]: "(n:Customer)",
    MERGES["accounts"]: "(n:Account) WHERE n.account_no > 0",
    MERGES["account_holders"]: "()-[n:HOLDS]->()",
    MERGES["transactions"]: "()-[n:PAID]->()",
}
RECORDS = ("customers", "accounts", "account_holders", "transactions")


def measure(scale: float) -> list[Figure]:
    """Rows a second, of 200,000 customers, 220,000 accounts and 500,000 payments at scale 1."""
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch, neo4j_server() as url:
        folder = Path(scratch)
        files, rows = _bank(folder / "bank", scale)
        sample_files, sample = _bank(folder / "sample", scale / 10)
        count = sum(map(len, rows.values()))
        with closing(open_store(StoreSettings(store=url))) as store, connect(url) as session:
            migrate(store)
            [version] = session.run("CALL dbms.components() YIELD versions RETURN versions[0]")
            batch_rows, tried = _best_batch(url, session, sample)
            _prepare(url, store)
            load_all(store, sample_files)

            def ours() -> float:
                _prepare(url, store)
                took = seconds(lambda: load_all(store, files))
                _must_hold(session, rows)
                return count / took

            def peer() -> float:
                _prepare(url, store)
                took = load_by_hand(session, rows, batch_rows)
                _must_hold(session, rows)
                return count / took

            theirs, own = alternate(peer, ours, ROUNDS)
    note = f"Neo4j {version[0]}; {count:,} rows; the peer's batches hold {batch_rows:,} ({tried})"
    return [Figure("load_neo4j", "rows/s", own, theirs, at_least=0.8, note=note)]


def _bank(folder: Path, scale: float) -> tuple[Path, dict[type[Batch], Maps]]:
    sizes = Sizes(int(200_000 * scale), int(220_000 * scale), int(500_000 * scale))
    files = write_files(folder, sizes, *RECORDS)
    sent = rows_sent(folder / "recorded.db", files)
    return files, {batch: maps(batch, sent[batch]) for batch in TEXTS}


def _prepare(url: str, store: Store) -> None:
    empty(url)
    # The loader's schema includes the node that stands for the outside.
    migrate(store)


def _best_batch(
    url: str, session: neo4j.Session, sample: dict[type[Batch], Maps]
) -> tuple[int, str]:
    took: dict[int, float] = {}
    for size in (max(BATCH_SIZES), *BATCH_SIZES, *BATCH_SIZES):
        empty(url)
        spent = load_by_hand(session, sample, size)
        # The first pass warms up, and the last size is tried twice more.
        took[size] = min(spent, took.get(size, spent))
    told = ", ".join(f"{size:,}: {took[size]:.1f} s" for size in BATCH_SIZES)
    return min(BATCH_SIZES, key=lambda size: took[size]), f"on a tenth {told}"


def _must_hold(session: neo4j.Session, rows: dict[type[Batch], Maps]) -> None:
    """Check each record's count in the graph, and the count of all its properties."""
    for batch, pattern in _PATTERNS.items():
        text: Any = f"MATCH {pattern} RETURN count(n), sum(size(keys(n)))"
        found = tuple(session.run(text).single(strict=True).values())
        dated = sum("at" in row or "opened_on" in row for row in rows[batch])
        properties = dated + sum(len(row["properties"]) for row in rows[batch])
        must_equal(
            f"rows and properties of {batch.__name__}", found, (len(rows[batch]), properties)
        )
