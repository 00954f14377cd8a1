-- All rows of transactions, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.rowid AS position, ifnull(from_no.account_id, '') AS from_account,
    ifnull(to_no.account_id, '') AS to_account, x.transaction_id, x.from_no, x.to_no, x.amount,
    x.currency, x.at, x.channel, x.purpose, x.from_name, x.from_bank, x.to_name, x.to_bank,
    x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM transactions AS x
LEFT JOIN accounts AS from_no ON from_no.account_no = x.from_no
LEFT JOIN accounts AS to_no ON to_no.account_no = x.to_no
WHERE x.rowid >= :place ORDER BY x.rowid;
