-- Keeps kinship between persons; one row for each a_id, b_id and relation.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO kinships (
    a_no, b_no, relation, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :a_no, :b_no, :relation, :attributes, :source, :load_no, :digest, :closed_on, :closed_load)
ON CONFLICT (a_no, b_no, relation) DO UPDATE SET
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = excluded.closed_on, closed_load = excluded.closed_load;
