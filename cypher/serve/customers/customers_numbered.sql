-- Open ones among the customers of some numbers, by their numbers.
-- :numbers               the numbers, a JSON list
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :tag_id                only holders of this tag; '' for all
-- :grade                 only holders in this grade; '' for all
-- :for_marketing         whether to leave out customers who refused to be approached
-- :run_id                the run in which they hold it
-- :after_no              only customers of higher numbers
-- :limit                 at most so many
-- Index: the primary key of customers; linear in the numbers.
-- Example: {"numbers": "[1, 2]", "kind": "", "relationship_manager": "", "branch": "", "region":
--           "", "industry": "", "is_client": "", "tag_id": "", "grade": "", "for_marketing": 0,
--           "run_id": 1, "after_no": 0, "limit": 50}
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE c.customer_no IN (SELECT value FROM json_each(:numbers))
    AND c.customer_no > :after_no AND c.closed_on IS NULL
    AND (:kind = '' OR c.kind = :kind)
    AND (:relationship_manager = '' OR c.relationship_manager = :relationship_manager)
    AND (:branch = '' OR c.branch = :branch) AND (:region = '' OR c.region = :region)
    AND (:industry = '' OR c.industry = :industry)
    AND (:is_client = '' OR c.is_client = (:is_client = 'true'))
    AND (NOT :for_marketing OR
    -- include approachable
    )
    AND (:tag_id = '' OR EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.customer_no =
            -- include known_no
            AND h.tag_id = :tag_id
            AND (:grade = '' OR h.grade = :grade)
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)))
ORDER BY c.customer_no LIMIT :limit;
