// Overrides about customers in scope in the order they were made, of one group or of all.
// $group_id   the group; '' for all
// $withdrawn  whether those that were withdrawn come too
// $run_id     the run in which their groups may be there
// $after_at   only after this instant and id: 1970-01-01T00:00:00.000Z and '' at first
// $after_id   see above
// $limit      at most so many
// Index: override_in_order; linear in the overrides made.
// Example: {group_id: "G1", withdrawn: true, run_id: 1, after_at: "1970-01-01T00:00:00.000Z", after_id: "", limit: 50}
MATCH (o:Override) WHERE o.made_at IS NOT NULL
    AND ($group_id = '' OR o.group_id = $group_id) AND ($withdrawn OR o.withdrawn_at IS NULL)
    AND (o.made_at > datetime($after_at)
        OR o.made_at = datetime($after_at) AND o.override_id > $after_id)
MATCH (c:Customer {customer_id: o.customer_id}) WHERE
    // include in_scope
RETURN o.override_id AS override_id, o.group_id AS group_id,
    EXISTS { MATCH (g:DerivedGroup {group_id: o.group_id})
             WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true) }
        OR EXISTS { MATCH (g:Group {group_id: o.group_id})
                    WHERE g.load_no IS NOT NULL AND g.closed_on IS NULL } AS group_current,
    c.customer_id AS customer_id, c.name AS name, o.decision AS decision, o.reason AS reason,
    o.author AS author, o.made_at AS made_at, o.withdrawn_at AS withdrawn_at,
    o.withdrawn_by AS withdrawn_by, o.withdrawn_reason AS withdrawn_reason
ORDER BY made_at, override_id LIMIT $limit;
