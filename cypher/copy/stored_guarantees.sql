-- All rows of guarantees, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.rowid AS position, guarantor_no.customer_id AS guarantor_id,
    borrower_no.customer_id AS borrower_id, x.guarantee_id, x.guarantor_no, x.borrower_no, x.amount,
    x.currency, x.from_on, x.to_on, x.attributes, x.source, x.load_no, x.digest, x.closed_on,
    x.closed_load
FROM guarantees AS x
LEFT JOIN customers AS guarantor_no ON guarantor_no.customer_no = x.guarantor_no
LEFT JOIN customers AS borrower_no ON borrower_no.customer_no = x.borrower_no
WHERE x.rowid >= :place ORDER BY x.rowid;
