-- Overrides about customers in scope in the order they were made, of one group or of all.
-- :group_id   the group; '' for all
-- :withdrawn  whether those that were withdrawn come too
-- :run_id     the run in which their groups may be there
-- :after_at   only after this instant and id: 1970-01-01T00:00:00.000Z and '' at first
-- :after_id   see above
-- :limit      at most so many
-- Index: overrides_in_order; linear in the overrides made.
-- Example: {"group_id": "G1", "withdrawn": 1, "run_id": 1, "after_at": "1970-01-01T00:00:00.000Z", "after_id": "", "limit": 50}
SELECT o.override_id, o.group_id,
    EXISTS (SELECT 1 FROM derived_groups g WHERE g.group_id = o.group_id
            AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run))
        OR EXISTS (SELECT 1 FROM groups g WHERE g.group_id = o.group_id AND g.closed_on IS NULL)
        AS group_current,
    c.customer_id, c.name, o.decision, o.reason, o.author,
    strftime('%Y-%m-%dT%H:%M:%fZ', o.made_at / 1000.0, 'unixepoch') AS made_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', o.withdrawn_at / 1000.0, 'unixepoch') AS withdrawn_at,
    o.withdrawn_by, o.withdrawn_reason
FROM overrides o JOIN customers c ON c.customer_no = o.customer_no
WHERE (:group_id = '' OR o.group_id = :group_id) AND (:withdrawn OR o.withdrawn_at IS NULL)
    AND (strftime('%Y-%m-%dT%H:%M:%fZ', o.made_at / 1000.0, 'unixepoch'), o.override_id)
        > (:after_at, :after_id)
    AND
    -- include in_scope
ORDER BY o.made_at, o.override_id LIMIT :limit;
