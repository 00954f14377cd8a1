-- Keeps what customers said of being approached for a purpose, by a channel or any; one row for
-- each customer_id, purpose, channel and at.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO consents (
    customer_no, purpose, status, at, channel, until, attributes, source, load_no, digest,
    closed_on, closed_load)
VALUES (
    :customer_no, :purpose, :status, :at, :channel, :until, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (customer_no, purpose, channel, at) DO UPDATE SET
    status = excluded.status, until = excluded.until, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = excluded.closed_on, closed_load = excluded.closed_load;
