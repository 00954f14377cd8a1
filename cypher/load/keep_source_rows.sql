-- Keeps what sources say of rows that others speak of too; one for each record, key and source.
INSERT INTO source_rows (record, key, source, said, digest, load_no)
VALUES (:record, :key, :source, :said, :digest, :load_no)
ON CONFLICT (record, key, source) DO UPDATE SET
    said = excluded.said, digest = excluded.digest, load_no = excluded.load_no;
