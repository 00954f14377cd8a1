"""Loading payments into SQLite, against executemany of the same rows.

Ours: `loaders.load.load` of a folder with transactions.csv: fingerprint, reading, checks, keys that
come twice, references, order, and 50,000 rows a transaction. The store is open, the modules
imported.

The peer: sqlite3's executemany of the same rows in the same order, made ready as tuples in memory,
with a plain INSERT into the same table with the same indexes and pragmas, in one transaction.

Both begin with a copy of one store that holds the accounts and their customers; both are timed
until their last commit.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.banks import Rows, load_all, must_equal, rows_sent
from bench.canonical_files import write_files
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from cypher.engine.embedded.file import PRAGMAS
from cypher.engine.sqlite import SqliteStore
from cypher.load import MERGES

ROUNDS = 3
INSERT = """
INSERT INTO transactions (transaction_id, from_no, to_no, amount, currency, at, channel, purpose,
    from_name, from_bank, to_name, to_bank, attributes, source, load_no, digest, closed_on)
VALUES (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
"""


def measure(scale: float) -> list[Figure]:
    """Rows a second, of a million payments between 60,000 accounts at scale 1."""
    sizes = Sizes(int(50_000 * scale), int(60_000 * scale), int(1_000_000 * scale))
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        folder = Path(scratch)
        ground = folder / "ground.db"
        ground_files = write_files(
            folder / "ground", sizes, "customers", "accounts", "account_holders"
        )
        with closing(SqliteStore(ground)) as store:
            load_all(store, ground_files)
        files = write_files(folder / "payments", sizes, "transactions")
        rows = rows_sent(_copy(ground), files)[MERGES["transactions"]]

        def ours() -> float:
            with closing(SqliteStore(_copy(ground))) as store:
                store.check()
                took = seconds(lambda: load_all(store, files))
            must_equal("payments written", _count(ground), sizes.payments)
            return sizes.payments / took

        def peer() -> float:
            took = _executemany(_copy(ground), rows)
            must_equal("payments written", _count(ground), sizes.payments)
            return sizes.payments / took

        theirs, own = alternate(peer, ours, ROUNDS)
    return [Figure("load_sqlite", "rows/s", own, theirs, at_least=0.4)]


def _copy(ground: Path) -> Path:
    """A fresh copy of the store, in place of the one before."""
    fresh = _fresh(ground)
    for left in fresh.parent.glob(f"{fresh.name}*"):
        left.unlink()
    shutil.copyfile(ground, fresh)
    return fresh


def _fresh(ground: Path) -> Path:
    return ground.with_name("fresh.db")


def _executemany(path: Path, rows: Rows) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()

        def insert() -> None:
            connection.execute("BEGIN")
            connection.executemany(INSERT, rows)
            connection.execute("COMMIT")

        return seconds(insert)


def _count(ground: Path) -> int:
    with closing(sqlite3.connect(_fresh(ground))) as connection:
        (count,) = connection.execute("SELECT count(*) FROM transactions").fetchone()
    return int(count)
