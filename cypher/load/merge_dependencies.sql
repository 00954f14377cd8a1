-- Keeps who depends on whom, and for what; one row a pair and basis.
INSERT INTO dependencies (
    provider_no, dependent_no, basis, share, attributes, source, load_no, digest)
VALUES (
    :provider_no, :dependent_no, :basis, :share, :attributes, :source, :load_no, :digest)
ON CONFLICT (provider_no, dependent_no, basis) DO UPDATE SET
    share = excluded.share, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = NULL;
