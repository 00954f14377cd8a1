-- Open customers who hold a tag, by id; each once, however often they hold it.
-- :tag_id                the tag
-- :grade                 only holders in this grade; '' for all
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :consent               whose consent counts: opt_in, opt_out; '' names everybody
-- :today                 the day on which a consent must hold
-- :run_id                the run
-- :after_id              only after this id
-- :limit                 at most so many
-- Index: for at most 2000 holdings ever holdings_tag, linear in them; for more
-- customers.customer_id and holdings_customer, linear in the customers passed over until the
-- limit is reached.
-- Example: {"tag_id": "guarantee_circle", "grade": "", "kind": "", "relationship_manager": "",
--           "branch": "", "region": "", "industry": "", "is_client": "", "consent": "", "today":
--           "2025-12-31", "run_id": 1, "after_id": "", "limit": 50}
WITH few AS MATERIALIZED (
    SELECT customer_no FROM holdings WHERE tag_id = :tag_id LIMIT 2001
)
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE (SELECT count(*) FROM few) <= 2000 AND c.customer_no IN (SELECT customer_no FROM few)
    AND EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.customer_no = c.customer_no AND h.tag_id = :tag_id
            AND (:grade = '' OR h.grade = :grade)
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
    AND c.customer_id > :after_id
    AND
    -- include filtered
    AND
    -- include approachable
UNION ALL
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE (SELECT count(*) FROM few) > 2000
    AND EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.customer_no = c.customer_no AND h.tag_id = :tag_id
            AND (:grade = '' OR h.grade = :grade)
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
    AND c.customer_id > :after_id
    AND
    -- include filtered
    AND
    -- include approachable
ORDER BY customer_id LIMIT :limit;
