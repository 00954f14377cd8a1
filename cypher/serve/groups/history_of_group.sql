-- What happened up to a run to a group of which a member ever is in scope, the latest first.
-- :group_id      the group
-- :kinds         only if it is of one of these kinds, a JSON list
-- :run_id        the run
-- :before_run    only before this run, event and other group: 9007199254740992, '' and '' at first
-- :before_event  see above
-- :before_id     see above
-- :limit         at most so many
-- Index: group_events' primary key, backwards; linear in what comes back.
-- Example: {"group_id": "CG-1", "kinds": "[\"control\"]", "run_id": 3, "before_run": 9007199254740992, "before_event": "", "before_id": "", "limit": 50}
SELECT run_id, event, other_id, members FROM group_events
WHERE group_id = :group_id AND kind IN (SELECT value FROM json_each(:kinds))
    AND run_id <= :run_id
    AND (run_id, event, other_id) < (:before_run, :before_event, :before_id)
    AND (:everyone OR EXISTS (
        SELECT 1 FROM holdings h JOIN customers c ON c.customer_no = h.customer_no
        WHERE h.group_id = :group_id AND h.since_run <= :run_id AND
        -- include in_scope
        ))
ORDER BY run_id DESC, event DESC, other_id DESC LIMIT :limit;
