-- Who came to a derived group in a run, and who went, by customer: the holdings that made it a member.
-- :group_id  the group
-- :run_id    the run
-- :limit     at most so many
-- Index: holdings_group; linear in the memberships of the group ever.
-- Example: {"group_id": "CG-1", "run_id": 2, "limit": 100}
SELECT c.customer_id, c.name, c.kind, h.since_run = :run_id AS joined, h.version, h.evidence,
    -- include in_scope
    AS in_scope
FROM holdings h JOIN customers c ON c.customer_no = h.customer_no
WHERE h.group_id = :group_id AND (h.since_run = :run_id OR h.until_run = :run_id)
    AND NOT EXISTS (
        SELECT 1 FROM holdings other
        WHERE other.group_id = h.group_id AND other.customer_no = h.customer_no
            AND other.tag_id = h.tag_id
            AND CASE WHEN h.since_run = :run_id THEN other.until_run = :run_id
                ELSE other.since_run = :run_id END)
ORDER BY c.customer_id, joined LIMIT :limit;
