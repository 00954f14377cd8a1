-- All rows of account_holders, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.account_no AS position, account_no.account_id AS account_id,
    customer_no.customer_id AS customer_id, x.account_no, x.customer_no, x.role, x.attributes,
    x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM account_holders AS x
LEFT JOIN accounts AS account_no ON account_no.account_no = x.account_no
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE x.account_no >= :place ORDER BY x.account_no;
