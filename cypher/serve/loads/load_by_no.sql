-- One load.
-- :load_no  the load
-- Index: the primary key; one row.
-- Example: {"load_no": 1}
SELECT load_no, source, state, in_full,
    strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', finished_at / 1000.0, 'unixepoch') AS finished_at,
    (finished_at - started_at) / 1000.0 AS seconds, files, counts, reason
FROM loads WHERE load_no = :load_no;
