-- What differs between two runs, by customer, tag and subject or as asked: gained, lost or changed,
-- but for what only slid (see the fragment).
-- :earlier, :later  the two runs
-- :run_id           the one whose identities count
-- :tag_id           only this tag; '' for all
-- :every_tag        whether all tags may be told of; else those of :told_tags, a list
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  what customers are narrowed to
-- :complete         tags whose changes name everybody, a JSON list: those not for marketing
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which a consent must hold
-- :sort             by what: 'customer_id', 'name', or 'score', how far the score moved
-- :descending       whether the last names, or those that rose furthest, come first
-- :after_moved, :after_name, :after_id, :after_tag, :after_subject  only after these: '' as the id to
--                   begin with
-- :limit            at most so many
-- Index: holdings_since, holdings_until; linear in what changed between the runs.
-- Example: {"earlier": 1, "later": 2, "run_id": 2, "tag_id": "", "every_tag": 1, "told_tags": "[]", "kind": "", "relationship_manager": "", "branch": "",
--           "region": "", "industry": "", "is_client": "", "complete": "[]",
--           "consent": "", "today": "2025-12-31", "sort": "customer_id",
--           "descending": 0, "after_moved": 0.0, "after_name": "", "after_id": "", "after_tag": "", "after_subject": "", "limit": 50}
-- include compared
, placed AS (
    SELECT *, iif(:sort = 'score', (ifnull(score_after, 0.0) - ifnull(score_before, 0.0))
        * iif(:descending, -1, 1), 0.0) AS moved
    FROM compared WHERE left_out = '' AND NOT slid
)
SELECT customer_id, name, relationship_manager, tag_id, subject,
    CASE WHEN digest_before IS NULL THEN 'gained' WHEN digest_after IS NULL THEN 'lost'
        ELSE 'changed' END AS change,
    grade_before, grade_after, score_before, score_after, moved
FROM placed
WHERE CASE WHEN :after_id = '' THEN 1
    WHEN moved <> :after_moved THEN moved > :after_moved
    WHEN :sort <> 'name' OR name = :after_name
    THEN (customer_id, tag_id, subject) > (:after_id, :after_tag, :after_subject)
    WHEN :descending THEN name < :after_name
    ELSE name > :after_name END
ORDER BY moved, iif(:sort = 'name' AND NOT :descending, name, NULL),
    iif(:sort = 'name' AND :descending, name, NULL) DESC, customer_id, tag_id, subject LIMIT :limit;
