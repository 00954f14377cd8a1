"""What somebody writes by hand to load customers, accounts and payments into Neo4j, and to read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import neo4j

from bench.banks import Rows
from bench.rounds import seconds
from cypher import Batch
from cypher.load import MERGES

Maps = list[dict[str, Any]]

#: In their order of loading. `properties` is a map without nulls; with the days and instants that
#: are set beside it they are the properties that the loader writes.
TEXTS: Mapping[type[Batch], str] = {
    MERGES["customers"]: "UNWIND $rows AS row MERGE (c:Customer {customer_id: row.customer_id})"
    " SET c = row.properties",
    MERGES["accounts"]: "UNWIND $rows AS row MERGE (a:Account {account_id: row.account_id})"
    " SET a = row.properties, a.opened_on = date(row.opened_on)",
    MERGES["account_holders"]: "UNWIND $rows AS row"
    " MATCH (c:Customer {customer_id: row.customer_id})"
    " MATCH (a:Account {account_id: row.account_id})"
    " MERGE (c)-[h:HOLDS]->(a) SET h = row.properties",
    MERGES["transactions"]: "UNWIND $rows AS row"
    " MATCH (a:Account {account_id: row.from_account})"
    " MATCH (b:Account {account_id: row.to_account})"
    " MERGE (a)-[p:PAID {transaction_id: row.transaction_id}]->(b)"
    " SET p = row.properties, p.at = datetime({epochMillis: row.at})",
}
#: What a row has beside its properties.
_BESIDE = {
    "customer_id",
    "account_id",
    "from_account",
    "to_account",
    "transaction_id",
    "opened_on",
    "at",
}
#: What is no property: relationships have two ends instead, and nobody sends `attributes`.
_NO_PROPERTIES: Mapping[type[Batch], set[str]] = {
    MERGES["customers"]: {"attributes"},
    MERGES["accounts"]: {"attributes", "opened_on"},
    MERGES["account_holders"]: {
        "attributes",
        "customer_id",
        "account_id",
        "customer_no",
        "account_no",
    },
    MERGES["transactions"]: {"attributes", "at", "from_account", "to_account", "from_no", "to_no"},
}

ROW_BY_ROW = (
    "MATCH (a:Account)-[r:PAID]->(b:Account)"
    " WHERE r.closed_on IS NULL AND a.account_no > 0 AND b.account_no > 0"
    " RETURN a.account_no, b.account_no, r.amount, r.currency, r.at.epochMillis, r.channel,"
    " r.load_no"
)


def maps(batch: type[Batch], rows: Rows) -> Maps:
    """The rows as the peer's texts take them."""
    left_out = _NO_PROPERTIES[batch]
    beside = _BESIDE & set(batch.columns)
    found = []
    for row in rows:
        values = dict(zip(batch.columns, row, strict=True))
        properties = {
            name: value
            for name, value in values.items()
            if value is not None and name not in left_out
        }
        found.append({**{name: values[name] for name in beside}, "properties": properties})
    return found


def load_by_hand(
    session: neo4j.Session, records: Mapping[type[Batch], Maps], batch_rows: int
) -> float:
    """Seconds to merge all rows, a managed transaction a batch."""

    def merge_all() -> None:
        for batch, text in TEXTS.items():
            for rows in _chunks(records[batch], batch_rows):
                session.execute_write(_merge, text, rows)

    return seconds(merge_all)


def _merge(transaction: neo4j.ManagedTransaction, text: Any, rows: Maps) -> None:
    transaction.run(text, rows=rows).consume()


def _chunks(rows: Maps, size: int) -> Iterator[Maps]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def read_by_hand(session: neo4j.Session) -> Sequence[list[Any]]:
    """The payments as seven lists, one record of the driver a payment."""
    columns: tuple[list[Any], ...] = ([], [], [], [], [], [], [])
    for record in session.run(ROW_BY_ROW):
        for column, value in zip(columns, record.values(), strict=True):
            column.append(value)
    return columns
