-- The holdings `h` of customers `c` in scope in a run, each with its last decision `d` as a lead.
-- :run_id  the run
SELECT h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run,
    c.customer_id, c.name, c.relationship_manager AS owner,
    CAST(h.digest AS TEXT) AS evidence_digest,
    -- include lead_state
    AS state, d.decision_no
FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
LEFT JOIN decisions d ON d.decision_no = (
    SELECT max(made.decision_no)
    FROM customer_tokens k CROSS JOIN decisions made ON made.subject = k.token
    LEFT JOIN customer_tokens about ON about.customer_id = h.subject
    WHERE k.customer_id = c.customer_id AND made.subject_kind = 'lead' AND made.about_no IS NULL
        AND made.other = h.tag_id || '/' || coalesce(about.token, h.subject))
WHERE h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run) AND
    -- include in_scope
