-- What those of some customers in scope hold of some tags in a run, by customer, tag and subject.
-- :customer_ids  the customers, a JSON list
-- :tag_ids       the tags, a JSON list
-- :run_id        the run
-- Index: customers.customer_id, holdings_customer; linear in the customers' holdings ever.
-- Example: {"customer_ids": "[\"P1\"]", "tag_ids": "[\"near_blocked\"]", "run_id": 1}
SELECT c.customer_id, h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence,
    h.since_run
FROM json_each(:customer_ids) asked
CROSS JOIN customers c ON c.customer_id = asked.value
CROSS JOIN holdings h ON h.customer_no = c.customer_no
WHERE h.tag_id IN (SELECT value FROM json_each(:tag_ids))
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run) AND
    -- include in_scope
ORDER BY c.customer_id, h.tag_id, h.subject;
