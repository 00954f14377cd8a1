-- Holdings as the runs up to one left them.
-- :run_id  the run: what later ones added or ended is not told, nor what one that broke off wrote
-- :place   from this row on
-- Index: the row number; linear in the holdings ever.
-- Example: {"run_id": 3, "place": 0}
SELECT h.rowid AS position, c.customer_id, h.customer_no, h.tag_id, h.subject, h.version, h.grade,
    h.score, h.group_id, h.role, h.digest, h.since_run,
    iif(h.until_run <= :run_id, h.until_run, NULL) AS until_run, h.value, h.evidence
FROM holdings h JOIN customers c ON c.customer_no = h.customer_no
WHERE h.rowid >= :place AND h.since_run <= :run_id
    AND (h.since_run > 0 OR h.since_run IN (SELECT run_id FROM runs WHERE published_at IS NOT NULL))
ORDER BY h.rowid;
