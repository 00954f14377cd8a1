// Keeps payments by their id; one whose ends changed moves with them.
UNWIND $rows AS row
MATCH (a:Account {account_id: row.from_account})
MATCH (b:Account {account_id: row.to_account})
OPTIONAL MATCH ()-[moved:PAID {transaction_id: row.transaction_id}]->()
    WHERE startNode(moved) <> a OR endNode(moved) <> b
DELETE moved
MERGE (a)-[r:PAID {transaction_id: row.transaction_id}]->(b)
SET r = {
    transaction_id: row.transaction_id, amount: row.amount, currency: row.currency,
    at: datetime({epochMillis: row.at}), channel: row.channel, purpose: row.purpose,
    source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
