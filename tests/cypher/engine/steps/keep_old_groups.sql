-- Keeps groups as the first version of the store did.
INSERT INTO groups (group_id, name, source, load_no, digest)
VALUES (:group_id, :name, :source, :load_no, :digest);
