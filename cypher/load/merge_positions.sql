-- Keeps offices that persons hold in companies; one row for each person_id, company_id, role and
-- from_on.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO positions (
    person_no, company_no, role, from_on, to_on, attributes, source, load_no, digest, closed_on,
    closed_load)
VALUES (
    :person_no, :company_no, :role, :from_on, :to_on, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (person_no, company_no, role, ifnull(from_on, '')) DO UPDATE SET
    to_on = excluded.to_on, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
