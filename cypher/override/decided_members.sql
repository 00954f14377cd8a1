-- Whom people decided to be in some groups or out of them, and whether each is in, by group and id.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- Index: decisions_subject, decisions_about; linear in what was decided about the groups.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1}
SELECT d.subject AS group_id, known.customer_id, known.kind, d.action AS decision,
    EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.group_id = d.subject AND h.customer_no = known.customer_no
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
    OR EXISTS (
        SELECT 1 FROM group_members m
        WHERE m.group_id = d.subject AND m.closed_on IS NULL
            AND m.customer_no IN (known.customer_no, c.customer_no)) AS is_member
FROM decisions d
JOIN customer_tokens t ON t.token = d.other
JOIN customers c ON c.customer_id = t.customer_id
JOIN customers known ON known.customer_no =
    -- include known_no
WHERE d.subject IN (SELECT value FROM json_each(:group_ids)) AND d.subject_kind = 'group'
    AND d.about_no IS NULL AND
    -- include decision_state
    = 'in_force'
ORDER BY d.subject, known.customer_id, d.decision_no;
