-- Keeps pairs of customers that the bank believes to be one; one row for each customer_id and
-- other_customer_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO same_as (
    customer_no, other_no, basis, verdict, first_load_no, attributes, source, load_no, digest,
    closed_on, closed_load)
VALUES (
    :customer_no, :other_no, :basis, :verdict, :first_load_no, :attributes, :source, :load_no,
    :digest, :closed_on, :closed_load)
ON CONFLICT (customer_no, other_no) DO UPDATE SET
    basis = excluded.basis, verdict = excluded.verdict, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = excluded.closed_on, closed_load = excluded.closed_load;
