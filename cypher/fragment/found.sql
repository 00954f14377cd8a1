-- Whether the customer `c`, found by any of its numbers, passes all filters of a search.
-- :tag_id, :grade  only holders of this tag, in this grade; '' for all
-- :consent         whose consent counts: opt_in, opt_out; '' names everybody
-- :today           the day on which a consent must hold
-- :run_id          the run in which they hold it
-- include filtered
    AND
    -- include approachable
    AND (:tag_id = '' OR EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.customer_no =
            -- include known_no
            AND h.tag_id = :tag_id
            AND (:grade = '' OR h.grade = :grade)
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)))
