-- Whether the customer `c`, found by any of its numbers, passes all filters of a search.
-- :tag_id, :grade  only holders of this tag, in this grade; '' for all
-- :for_marketing   whether to leave out customers who refused to be approached
-- :run_id          the run in which they hold it
-- include filtered
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
