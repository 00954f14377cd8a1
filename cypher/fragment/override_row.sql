-- The override `d` of the customer `c`, with what withdrew it and whether its group is there.
SELECT d.decision_id AS override_id, d.decision_no, d.subject AS group_id,
    EXISTS (SELECT 1 FROM derived_groups g WHERE g.group_id = d.subject
            AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run))
        OR EXISTS (SELECT 1 FROM groups g WHERE g.group_id = d.subject AND g.closed_on IS NULL)
        AS group_current,
    c.customer_id, c.name, d.action AS decision,
    -- include decision_state
    AS state, d.signed, coalesce(x.reason, '') AS reason, d.author,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch') AS made_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', w.at / 1000.0, 'unixepoch') AS withdrawn_at,
    w.author AS withdrawn_by, why.reason AS withdrawn_reason
FROM decisions d
JOIN customer_tokens k ON k.token = d.other
JOIN customers c ON c.customer_id = k.customer_id
LEFT JOIN decision_texts x ON x.decision_no = d.decision_no
LEFT JOIN decisions w ON w.about_no = d.decision_no AND w.action = 'withdraw'
LEFT JOIN decision_texts why ON why.decision_no = w.decision_no
WHERE d.subject_kind = 'group' AND d.about_no IS NULL
