"""Loading a bank's own files through a mapping, against loading canonical ones.

Ours: payments in GB18030 with bars between the columns, which have names of their own; channels are
codes, days are written 20251231 and amounts in units of 10,000. The mapping says all that.

The peer: the same payments as a canonical file. Both begin with a copy of one store that holds the
accounts, and both do all that a load does, until its last commit.
"""

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from bench.banks import load_all, must_equal
from bench.canonical_files import write_files
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from cypher.engine.sqlite import SqliteStore

ROUNDS = 3
MAPPING = """
transactions:
  file: PAY_*.txt
  delimiter: "|"
  columns:
    transaction_id: 流水号
    from_account: 付款账号
    to_account: 收款账号
    amount: {from: 金额(万元), unit: 10000, thousands: ","}
    currency: {from: 币种, codes: {"156": CNY, "840": USD, "978": EUR}}
    at: {from: 时间, format: "%Y%m%d %H%M%S"}
    channel: {from: 渠道, codes: {网银: online, 柜面: counter, 手机: app}}
"""
OWN = """
COPY (
    SELECT transaction_id AS 流水号, from_account AS 付款账号, to_account AS 收款账号,
        CAST(CAST(amount AS DECIMAL(18, 4)) / 10000 AS DECIMAL(24, 8)) AS "金额(万元)",
        '156' AS 币种, strftime(CAST("at" AS TIMESTAMP), '%Y%m%d %H%M%S') AS 时间,
        ['网银', '柜面', '手机'][1 + CAST(hash(transaction_id) % 3 AS INTEGER)] AS 渠道
    FROM read_csv($from, all_varchar = true)
) TO '{to}' (DELIMITER '|', HEADER)
"""


def measure(scale: float) -> list[Figure]:
    """Rows a second, of a million payments between 60,000 accounts at scale 1."""
    sizes = Sizes(int(50_000 * scale), int(60_000 * scale), int(1_000_000 * scale))
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        folder = Path(scratch)
        ground = folder / "ground.db"
        files = write_files(folder / "ground", sizes, "customers", "accounts")
        with closing(SqliteStore(ground)) as store:
            load_all(store, files)
        canonical = write_files(folder / "payments", sizes, "transactions")
        own, mapping = _own(canonical, folder / "own"), folder / "source"
        mapping.mkdir()
        (mapping / "mapping.yaml").write_text(MAPPING, "utf-8")

        def timed(files: Path, source: str = "canonical", encoding: str = "utf-8") -> float:
            fresh = folder / "fresh.db"
            for left in folder.glob("fresh.db*"):
                left.unlink()
            shutil.copyfile(ground, fresh)
            written = 0

            def load() -> None:
                nonlocal written
                written = load_all(store, files, source, encoding)

            with closing(SqliteStore(fresh)) as store:
                took = seconds(load)
            must_equal("payments written", written, sizes.payments)
            return sizes.payments / took

        theirs, ours = alternate(
            lambda: timed(canonical),
            lambda: timed(own, source=str(mapping), encoding="gb18030"),
            ROUNDS,
        )
    return [Figure("load_mapped", "rows/s", ours, theirs, at_least=0.5)]


def _own(canonical: Path, folder: Path) -> Path:
    """The payments as the bank has them."""
    folder.mkdir()
    text = folder / "utf8.txt"
    with duckdb.connect() as connection:
        # A name that this module chose: no parameter may stand there.
        copy = OWN.replace("{to}", str(text))
        connection.execute(copy, {"from": str(canonical / "transactions.csv")}).fetchall()
    content = text.read_text("utf-8")
    text.unlink()
    (folder / "PAY_1.txt").write_text(content, "gb18030")
    return folder
