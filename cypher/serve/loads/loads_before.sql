-- Loads below a number, the latest first.
-- :before  only loads below this one
-- :limit   at most so many
-- Index: the primary key, backwards; linear in the limit.
-- Example: {"before": 1000000, "limit": 50}
SELECT load_no, source, state, in_full,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', finished_at / 1000.0, 'unixepoch') AS finished_at,
    (finished_at - started_at) / 1000.0 AS seconds, files, counts, reason
FROM loads WHERE load_no < :before ORDER BY load_no DESC LIMIT :limit;
