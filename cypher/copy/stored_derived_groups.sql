-- Derived groups as the runs up to one left them.
-- :run_id  the run: what later ones added or ended is not told, nor what one that broke off wrote
-- :place   from this row on
-- Index: the row number; linear in the derived groups ever.
-- Example: {"run_id": 3, "place": 0}
SELECT d.rowid AS position, d.group_id, d.kind, c.customer_id AS head_id, d.head_no, d.size,
    d.digest, d.since_run, iif(d.until_run <= :run_id, d.until_run, NULL) AS until_run
FROM derived_groups d JOIN customers c ON c.customer_no = d.head_no
WHERE d.rowid >= :place AND d.since_run <= :run_id
    AND (d.since_run > 0 OR d.since_run IN (SELECT run_id FROM runs WHERE published_at IS NOT NULL))
ORDER BY d.rowid;
