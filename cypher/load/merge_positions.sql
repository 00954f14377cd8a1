-- Keeps who holds which office in which company; one row a pair, role and first day.
INSERT INTO positions (
    person_no, company_no, role, from_on, to_on, attributes, source, load_no, digest)
VALUES (
    :person_no, :company_no, :role, :from_on, :to_on, :attributes, :source, :load_no, :digest)
ON CONFLICT (person_no, company_no, role, ifnull(from_on, '')) DO UPDATE SET
    to_on = excluded.to_on, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = NULL;
