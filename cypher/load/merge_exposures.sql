-- Keeps loans and other exposures of the bank to a customer; one row for each exposure_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO exposures (
    exposure_id, customer_no, kind, amount, currency, due_on, status, undrawn, covered, five_class,
    attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :exposure_id, :customer_no, :kind, :amount, :currency, :due_on, :status, :undrawn, :covered,
    :five_class, :attributes, :source, :load_no, :digest, :closed_on, :closed_load)
ON CONFLICT (exposure_id) DO UPDATE SET
    customer_no = excluded.customer_no, kind = excluded.kind, amount = excluded.amount,
    currency = excluded.currency, due_on = excluded.due_on, status = excluded.status,
    undrawn = excluded.undrawn, covered = excluded.covered, five_class = excluded.five_class,
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = excluded.closed_on, closed_load = excluded.closed_load;
