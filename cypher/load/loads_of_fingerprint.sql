-- The load of exactly these files, if they were ever begun.
-- :fingerprint  the hash of the source and of the files' content
-- Index: loads.fingerprint; one look-up.
-- Example: {"fingerprint": "9f86d081"}
SELECT load_no, finished_at IS NOT NULL AS finished FROM loads WHERE fingerprint = :fingerprint;
