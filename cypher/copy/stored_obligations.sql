-- All rows of obligations, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.debtor_no AS position, debtor_no.customer_id AS debtor_id,
    creditor_no.customer_id AS creditor_id, x.debtor_no, x.creditor_no, x.amount, x.currency,
    x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM obligations AS x
LEFT JOIN customers AS debtor_no ON debtor_no.customer_no = x.debtor_no
LEFT JOIN customers AS creditor_no ON creditor_no.customer_no = x.creditor_no
WHERE x.debtor_no >= :place ORDER BY x.debtor_no;
