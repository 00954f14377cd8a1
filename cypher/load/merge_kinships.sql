-- Keeps who is kin of whom; one row a pair and relation.
INSERT INTO kinships (
    a_no, b_no, relation, attributes, source, load_no, digest)
VALUES (
    :a_no, :b_no, :relation, :attributes, :source, :load_no, :digest)
ON CONFLICT (a_no, b_no, relation) DO UPDATE SET
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = NULL;
