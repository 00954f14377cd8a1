-- Notes that a load has begun, which has written nothing yet.
-- :load_no      its number, the next
-- :source       the source's name
-- :fingerprint  the hash of the source and of the files' content
-- :in_full      whether it closes what its files no longer have
-- :now          the instant, in milliseconds since 1970
-- :sources      all sources, in the order in which they are merged, as JSON
-- :files        its files, each with its record and columns, as JSON
-- :counts       the records that it has, as JSON
-- Index: the primary key; one row.
-- Example: {"load_no": 1, "source": "canonical", "fingerprint": "9f86d081", "in_full": false,
--     "now": 1767139200000, "sources": "[]", "files": "[]", "counts": "{}"}
INSERT INTO loads (
    load_no, source, fingerprint, state, in_full, started_at, sources, files, counts, reason)
VALUES (:load_no, :source, :fingerprint, 'running', :in_full, :now, :sources, :files, :counts, '');
