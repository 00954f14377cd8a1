// Keeps payments between accounts; an empty account is the outside; one row for each
// transaction_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Account {account_id: row.from_account})
MATCH (b:Account {account_id: row.to_account})
OPTIONAL MATCH ()-[before:PAID {transaction_id: row.transaction_id}]->()
DELETE before
CREATE (a)-[r:PAID]->(b)
SET r = {
    transaction_id: row.transaction_id, amount: row.amount, currency: row.currency,
    at: datetime({epochMillis: row.at}), channel: row.channel, purpose: row.purpose,
    from_name: row.from_name, from_bank: row.from_bank, to_name: row.to_name, to_bank: row.to_bank,
    source: row.source, load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET r += row.attributes;
