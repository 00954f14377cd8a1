-- The members of all derived groups of a kind, by group and id.
-- :kind    the kind
-- :run_id  the run
-- Index: derived_groups_kind, holdings_group; linear in the members.
-- Example: {"kind": "connected", "run_id": 1}
SELECT g.group_id, c.customer_id, h.role
FROM derived_groups g
CROSS JOIN holdings h ON h.group_id = g.group_id
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
CROSS JOIN customers c ON c.customer_no = h.customer_no
WHERE g.kind = :kind AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
ORDER BY g.group_id, c.customer_id;
