-- One member of a group, as MembersOfGroup tells it; no row where it is none.
-- :group_id     the group
-- :customer_id  the customer
-- :run_id       the run
-- Index: customers.customer_id, holdings_group, group_members' primary key; one row.
-- Example: {"group_id": "G1", "customer_id": "C1", "run_id": 1}
SELECT c.customer_id, c.name, c.kind, c.is_client, h.role, NULL AS load_no, NULL AS number,
    h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run,
    -- include in_scope
    AS in_scope
FROM holdings h JOIN customers c ON c.customer_no = h.customer_no
WHERE h.group_id = :group_id AND c.customer_id = :customer_id
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
WHERE m.group_id = :group_id AND c.customer_id = :customer_id AND m.closed_on IS NULL
GROUP BY c.customer_no;
