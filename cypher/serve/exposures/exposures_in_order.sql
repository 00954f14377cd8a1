-- Exposures to customers in scope by id, settled ones too.
-- :status                only those that stand so; '' for all
-- :overdue               'true': only overdue ones, 'false': only others; '' for all
-- :five_class            only those of this class; '' for all
-- :group_id              only those to members of this group; '' for all
-- :relationship_manager  only those to customers of this manager; '' for all
-- :branch                only those to customers of this branch; '' for all
-- :run_id                the run whose identities and groups count
-- :factors               by kind what part of what is not drawn counts, JSON
-- :on                    the day on which one may be overdue
-- :after_id              only after this exposure
-- :limit                 at most so many
-- Index: exposures.exposure_id; linear in those passed over until the limit is reached.
-- Example: {"status": "", "overdue": "true", "five_class": "", "group_id": "",
--           "relationship_manager": "", "branch": "", "run_id": 1, "factors": "{}", "on":
--           "2025-12-31", "after_id": "", "limit": 50}
SELECT
    -- include exposure_row
FROM exposures e
CROSS JOIN customers c ON c.customer_no = e.customer_no
CROSS JOIN customers known ON known.customer_no =
    -- include known_no
WHERE e.closed_on IS NULL AND e.exposure_id > :after_id
    AND
    -- include in_scope
    AND (:status = '' OR ifnull(nullif(e.status, 'normal'), 'active') = :status)
    AND (:five_class = '' OR e.five_class = :five_class)
    AND (:overdue = '' OR (:overdue = 'true') =
        -- include is_overdue
        )
    AND (:relationship_manager = '' OR known.relationship_manager = :relationship_manager)
    AND (:branch = '' OR known.branch = :branch)
    AND (:group_id = '' OR EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.group_id = :group_id AND h.customer_no = known.customer_no
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
        OR EXISTS (
        SELECT 1 FROM group_members m
        WHERE m.group_id = :group_id AND m.closed_on IS NULL AND m.customer_no IN (
            known.customer_no, c.customer_no)))
ORDER BY e.exposure_id LIMIT :limit;
