-- Notes that a load has begun under the next number; files once begun keep their number.
-- :source       the source's name
-- :fingerprint  the hash of the source and of the files' content
-- :now          the instant, in milliseconds since 1970
-- :counts       the records that the load has, as JSON
-- Index: loads.fingerprint; one look-up.
-- Example: {"source": "canonical", "fingerprint": "9f86d081", "now": 1767139200000, "counts": "{}"}
INSERT INTO loads (source, fingerprint, started_at, counts)
VALUES (:source, :fingerprint, :now, :counts)
ON CONFLICT (fingerprint) DO UPDATE SET
    started_at = excluded.started_at, finished_at = NULL, counts = excluded.counts;
