// One override about a customer in scope, in force or withdrawn.
// $override_id  the override
// $run_id       the run in which its group may be there
// Index: override_id; one node.
// Example: {override_id: "OV-1", run_id: 1}
MATCH (o:Override {override_id: $override_id})
MATCH (c:Customer {customer_id: o.customer_id}) WHERE
    // include in_scope
RETURN o.override_id AS override_id, o.group_id AS group_id,
    EXISTS { MATCH (g:DerivedGroup {group_id: o.group_id})
             WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true) }
        OR EXISTS { MATCH (g:Group {group_id: o.group_id})
                    WHERE g.load_no IS NOT NULL AND g.closed_on IS NULL } AS group_current,
    c.customer_id AS customer_id, c.name AS name, o.decision AS decision, o.reason AS reason,
    o.author AS author, o.made_at AS made_at, o.withdrawn_at AS withdrawn_at,
    o.withdrawn_by AS withdrawn_by, o.withdrawn_reason AS withdrawn_reason;
