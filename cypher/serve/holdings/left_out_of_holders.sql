-- How many holdings of a tag its list leaves out, and of how many customers, by the reason.
-- :tag_id                the tag
-- :grade                 only in this grade; '' for all
-- :subject               only holdings about this; '' for all
-- :community_id          only of members of this community; '' for all
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :consent               whose consent counts: opt_in, opt_out; '' names everybody
-- :today                 the day on which a consent must hold
-- :run_id                the run
-- Index: holdings_tag; linear in the tag's holdings.
-- Example: {"tag_id": "opinion_leader", "grade": "", "subject": "", "community_id": "", "kind": "",
--           "relationship_manager": "", "branch": "", "region": "", "industry": "", "is_client":
--           "", "consent": "opt_in", "today": "2025-12-31", "run_id": 1}
WITH found AS MATERIALIZED (
    SELECT c.customer_no,
        -- include left_out
        AS left_out
    FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
    WHERE h.tag_id = :tag_id
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND (:grade = '' OR h.grade = :grade) AND (:subject = '' OR h.subject = :subject)
        AND (:community_id = '' OR EXISTS (
            SELECT 1 FROM holdings m
            WHERE m.customer_no = h.customer_no AND m.group_id = :community_id
                AND m.since_run <= :run_id AND (m.until_run IS NULL OR :run_id < m.until_run)))
        AND
        -- include filtered
)
SELECT left_out, count(*) AS holdings, count(DISTINCT customer_no) AS customers
FROM found WHERE left_out <> '' GROUP BY left_out ORDER BY left_out;
