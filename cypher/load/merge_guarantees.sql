-- Keeps guarantees of one customer for another; one row for each guarantee_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO guarantees (
    guarantee_id, guarantor_no, borrower_no, amount, currency, from_on, to_on, attributes, source,
    load_no, digest, closed_on, closed_load)
VALUES (
    :guarantee_id, :guarantor_no, :borrower_no, :amount, :currency, :from_on, :to_on, :attributes,
    :source, :load_no, :digest, :closed_on, :closed_load)
ON CONFLICT (guarantee_id) DO UPDATE SET
    guarantor_no = excluded.guarantor_no, borrower_no = excluded.borrower_no,
    amount = excluded.amount, currency = excluded.currency, from_on = excluded.from_on,
    to_on = excluded.to_on, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
