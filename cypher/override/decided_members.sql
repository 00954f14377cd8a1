-- Whom people decided to be in some groups or out of them, and whether each is in, by group and id.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- Index: overrides_in_force; linear in what was decided about the groups.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1}
SELECT o.group_id, known.customer_id, known.kind, o.decision,
    EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.group_id = o.group_id AND h.customer_no = known.customer_no
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
    OR EXISTS (
        SELECT 1 FROM group_members m
        WHERE m.group_id = o.group_id AND m.closed_on IS NULL
            AND m.customer_no IN (known.customer_no, c.customer_no)) AS is_member
FROM overrides o
JOIN customers c ON c.customer_no = o.customer_no
JOIN customers known ON known.customer_no =
    -- include known_no
WHERE o.group_id IN (SELECT value FROM json_each(:group_ids)) AND o.withdrawn_at IS NULL
ORDER BY o.group_id, known.customer_id, o.made_at;
