-- When the last run was published and when the last load ended, in milliseconds since 1970.
-- Index: none is needed; linear in the runs and loads, which are few.
SELECT (SELECT max(published_at) FROM runs) AS published_at,
    (SELECT max(finished_at) FROM loads WHERE state = 'done') AS finished_at;
