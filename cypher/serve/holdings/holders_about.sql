-- Who holds a tag about a subject, the highest scores first.
-- :tag_id   the tag
-- :subject  what it is about: a company, a group
-- :run_id   the run
-- :limit    at most so many
-- Index: holdings_subject; linear in the tag's holdings ever about the subject.
-- Example: {"tag_id": "decision_maker", "subject": "C1", "run_id": 1, "limit": 50}
SELECT h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run,
    c.customer_id
FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
WHERE h.tag_id = :tag_id AND h.subject = :subject AND h.subject <> '' AND c.closed_on IS NULL
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
ORDER BY h.score DESC, c.customer_id LIMIT :limit;
