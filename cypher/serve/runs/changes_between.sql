-- What differs between two runs, by customer, tag and subject: gained, lost or changed, but for
-- what only slid (see the fragment).
-- :earlier, :later  the two runs
-- :run_id           the one whose identities count
-- :tag_id           only this tag; '' for all
-- :every_tag        whether all tags may be told of; else those of :told_tags, a list
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  what customers are narrowed to
-- :complete         tags whose changes name everybody, a JSON list: those not for marketing
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which a consent must hold
-- :after_id, :after_tag, :after_subject  only after these: '' each to begin with
-- :limit            at most so many
-- Index: holdings_since, holdings_until; linear in what changed between the runs.
-- Example: {"earlier": 1, "later": 2, "run_id": 2, "tag_id": "", "every_tag": 1, "told_tags": "[]", "kind": "", "relationship_manager": "", "branch": "",
--           "region": "", "industry": "", "is_client": "", "complete": "[]",
--           "consent": "", "today": "2025-12-31", "after_id": "", "after_tag": "", "after_subject": "", "limit": 50}
-- include compared
SELECT customer_id, name, relationship_manager, tag_id, subject,
    CASE WHEN digest_before IS NULL THEN 'gained' WHEN digest_after IS NULL THEN 'lost'
        ELSE 'changed' END AS change,
    grade_before, grade_after, score_before, score_after
FROM compared
WHERE (customer_id, tag_id, subject) > (:after_id, :after_tag, :after_subject) AND left_out = ''
    AND NOT slid
ORDER BY customer_id, tag_id, subject LIMIT :limit;
