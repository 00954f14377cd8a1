-- Keeps phones, addresses, devices and the like of customers; one row for each customer_id, kind
-- and value.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO identifiers (
    customer_no, kind, value, blocked, normalised, attributes, source, load_no, digest, closed_on)
VALUES (
    :customer_no, :kind, :value, :blocked, :normalised, :attributes, :source, :load_no, :digest,
    :closed_on)
ON CONFLICT (customer_no, kind, value) DO UPDATE SET
    blocked = excluded.blocked, normalised = excluded.normalised, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = excluded.closed_on;
