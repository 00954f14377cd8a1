-- The sources in the order of their first loads, and that in which the last load merged them.
-- Index: the primary key; linear in the loads, which are few.
SELECT source, ifnull((
    SELECT d.sources FROM loads d WHERE d.state = 'done' AND d.writing_at IS NOT NULL
    ORDER BY d.load_no DESC LIMIT 1), '[]') AS merged
FROM loads GROUP BY source ORDER BY min(load_no);
