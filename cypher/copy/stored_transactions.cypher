// All rows of transactions, closed ones too, a window at a time.
// Index: account_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Account) WHERE $low <= a.account_no < $high
MATCH (a)-[x:PAID]->(b:Account)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.transaction_id AS transaction_id, a.account_id AS from_account, a.account_no AS from_no,
    b.account_id AS to_account, b.account_no AS to_no, x.amount AS amount, x.currency AS currency,
    x.at.epochMillis AS at, x.channel AS channel, x.purpose AS purpose, x.from_name AS from_name,
    x.from_bank AS from_bank, x.to_name AS to_name, x.to_bank AS to_bank, x.source AS source,
    x.load_no AS load_no, x.digest AS digest, toString(x.closed_on) AS closed_on,
    x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
