-- Keeps customers that depend on another; one row for each provider_id, dependent_id and basis.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO dependencies (
    provider_no, dependent_no, basis, share, attributes, source, load_no, digest, closed_on,
    closed_load)
VALUES (
    :provider_no, :dependent_no, :basis, :share, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (provider_no, dependent_no, basis) DO UPDATE SET
    share = excluded.share, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
