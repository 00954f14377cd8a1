-- A group's members by id: with the holding that makes them so where the group was derived, with
-- the load where it was declared.
-- :group_id  the group
-- :run_id    the run
-- :after_id  only after this id
-- :limit     at most so many
-- Index: holdings_group, group_members' primary key; linear in the group's members.
-- Example: {"group_id": "G1", "run_id": 1, "after_id": "", "limit": 50}
SELECT c.customer_id, c.name, c.kind, c.is_client, h.role, NULL AS load_no, NULL AS number,
    h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run,
    -- include in_scope
    AS in_scope
FROM holdings h JOIN customers c ON c.customer_no = h.customer_no
WHERE h.group_id = :group_id AND c.customer_id > :after_id
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
UNION ALL
SELECT c.customer_id, c.name, c.kind, c.is_client, min(m.role), min(m.load_no), min(n.customer_id),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    -- include in_scope
FROM group_members m
JOIN customers n ON n.customer_no = m.customer_no
LEFT JOIN known_as k ON k.customer_no = m.customer_no
    AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
JOIN customers c ON c.customer_no = ifnull(k.known_no, m.customer_no)
WHERE m.group_id = :group_id AND c.customer_id > :after_id AND m.closed_on IS NULL
GROUP BY c.customer_no
ORDER BY 1 LIMIT :limit;
