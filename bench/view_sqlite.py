"""Reading the view Payments from SQLite, against the bare cursor.

Ours: `store.columns(Payments(END))`, seven numpy arrays. The peer: the same text on a connection
with the same pragmas, read to its end with fetchmany(50,000), the rows thrown away. The file has
been read once before, so both find it in the memory of the system.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.banks import load_all, must_equal
from bench.canonical_files import write_files
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from cypher.engine.embedded.file import PRAGMAS
from cypher.engine.sqlite import SqliteStore
from cypher.view.accounts import Payments

#: Later than any payment, in milliseconds since 1970.
END = 4_000_000_000_000
ROUNDS = 5
FETCH_ROWS = 50_000


def measure(scale: float) -> list[Figure]:
    """Rows a second, of a million payments at scale 1."""
    sizes = Sizes(int(50_000 * scale), int(60_000 * scale), int(1_000_000 * scale))
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        folder = Path(scratch)
        path = folder / "bank.db"
        files = write_files(folder / "files", sizes, "customers", "accounts", "transactions")
        with (
            closing(SqliteStore(path)) as store,
            closing(sqlite3.connect(path, isolation_level=None)) as connection,
        ):
            load_all(store, files)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()

            def ours() -> int:
                return len(store.columns(Payments(END)).amount)

            def peer() -> int:
                cursor, count = connection.execute(Payments.sql, {"until": END}), 0
                while rows := cursor.fetchmany(FETCH_ROWS):
                    count += len(rows)
                return count

            must_equal("payments read", (ours(), peer()), (sizes.payments, sizes.payments))
            theirs, own = alternate(
                lambda: sizes.payments / seconds(peer),
                lambda: sizes.payments / seconds(ours),
                ROUNDS,
            )
    return [Figure("view_sqlite", "rows/s", own, theirs, at_least=0.7)]
