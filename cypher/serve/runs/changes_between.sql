-- What differs between two runs, by customer, tag and subject: gained, lost or changed.
-- :earlier, :later  the two runs
-- :run_id           the one whose identities count
-- :tag_id           only this tag; '' for all
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which a consent must hold
-- :after_id, :after_tag, :after_subject  only after these: '' each to begin with
-- :limit            at most so many
-- Index: holdings_since, holdings_until; linear in what changed between the runs.
-- Example: {"earlier": 1, "later": 2, "run_id": 2, "tag_id": "", "consent": "", "today":
--           "2025-12-31", "after_id": "", "after_tag": "", "after_subject": "", "limit": 50}
WITH touched AS (
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE since_run > :low AND since_run <= :high
    UNION
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE until_run > :low AND until_run <= :high
), compared AS (
    SELECT c.customer_id, t.tag_id, t.subject, old.grade AS grade_before, new.grade AS grade_after,
        old.score AS score_before, new.score AS score_after,
        old.digest AS digest_before, new.digest AS digest_after
    FROM touched t
    JOIN customers c ON c.customer_no = t.customer_no
        AND
        -- include approachable
    LEFT JOIN holdings old ON old.customer_no = t.customer_no AND old.tag_id = t.tag_id
        AND old.subject = t.subject AND old.since_run <= :earlier
        AND (old.until_run IS NULL OR :earlier < old.until_run)
    LEFT JOIN holdings new ON new.customer_no = t.customer_no AND new.tag_id = t.tag_id
        AND new.subject = t.subject AND new.since_run <= :later
        AND (new.until_run IS NULL OR :later < new.until_run)
)
SELECT customer_id, tag_id, subject,
    CASE WHEN digest_before IS NULL THEN 'gained' WHEN digest_after IS NULL THEN 'lost'
        ELSE 'changed' END AS change,
    grade_before, grade_after, score_before, score_after
FROM compared
WHERE digest_before IS NOT digest_after AND (:tag_id = '' OR tag_id = :tag_id)
    AND (customer_id, tag_id, subject) > (:after_id, :after_tag, :after_subject)
ORDER BY customer_id, tag_id, subject LIMIT :limit;
