-- What differs between two runs, by customer, tag and subject: gained, lost or changed, but for
-- holdings that only slid (see the fragment).
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
-- include compared
SELECT customer_id, tag_id, subject,
    CASE WHEN digest_before IS NULL THEN 'gained' WHEN digest_after IS NULL THEN 'lost'
        ELSE 'changed' END AS change,
    grade_before, grade_after, score_before, score_after
FROM compared
WHERE digest_before IS NOT digest_after AND NOT slid AND (:tag_id = '' OR tag_id = :tag_id)
    AND (customer_id, tag_id, subject) > (:after_id, :after_tag, :after_subject)
ORDER BY customer_id, tag_id, subject LIMIT :limit;
