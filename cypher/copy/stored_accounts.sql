-- All rows of accounts, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.account_no AS position, x.account_no, x.account_id, x.kind, x.currency, x.opened_on, x.status,
    x.balance, x.blocked, x.external, x.name, x.bank, x.attributes, x.source, x.load_no, x.digest,
    x.closed_on, x.closed_load
FROM accounts AS x
WHERE x.account_no >= :place ORDER BY x.account_no;
