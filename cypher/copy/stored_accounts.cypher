// All rows of accounts, closed ones too, a window at a time.
// Index: account_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (x:Account) WHERE $low <= x.account_no < $high
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.account_no AS account_no, x.account_id AS account_id, x.kind AS kind, x.currency AS currency,
    toString(x.opened_on) AS opened_on, x.status AS status, x.balance AS balance,
    x.blocked AS blocked, x.external AS external, x.name AS name, x.bank AS bank,
    x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
