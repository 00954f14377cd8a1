"""Reading the view Payments from Neo4j, against the driver row by row.

Ours: `store.columns(Payments(END))`, seven arrays, a window of accounts a record. The peer: the
same pattern in one query, a record a payment, with the driver's own fetch size; appended to lists,
then made arrays. One server, compiled in full, that has answered both before.
"""

import logging
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.banks import load_all, must_equal
from bench.canonical_files import write_files
from bench.figures import Figure
from bench.neo4j_peer import read_by_hand
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from cypher import StoreSettings, open_store
from cypher.engine.arrays import Ints, ten_thousandths
from cypher.view.accounts import Payments
from tests.neo4j.scratch import connect
from tests.neo4j.server import neo4j_server

#: Later than any payment, in milliseconds since 1970.
END = 4_000_000_000_000
ROUNDS = 3


def measure(scale: float) -> list[Figure]:
    """Rows a second, of half a million payments between 60,000 accounts at scale 1."""
    sizes = Sizes(int(50_000 * scale), int(60_000 * scale), int(500_000 * scale))
    # Nothing is closed in this bank, so the server remarks that it does not know the word.
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch, neo4j_server() as url:
        files = write_files(Path(scratch), sizes, "customers", "accounts", "transactions")
        with closing(open_store(StoreSettings(store=url))) as store, connect(url) as session:
            load_all(store, files)

            def ours() -> Ints:
                return store.columns(Payments(END)).amount

            def peer() -> Ints:
                columns = [np.array(values) for values in read_by_hand(session)]
                return ten_thousandths(columns[2])

            must_equal("amounts", bool((np.sort(ours()) == np.sort(peer())).all()), True)
            theirs, own = alternate(
                lambda: sizes.payments / seconds(peer),
                lambda: sizes.payments / seconds(ours),
                ROUNDS,
            )
    return [Figure("view_neo4j", "rows/s", own, theirs, at_least=3.0)]
