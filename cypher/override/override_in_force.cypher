// The override of a customer in scope that is in force in a group, if there is one.
// $group_id     the group
// $customer_id  the customer
// $run_id       the run in which the group may be there
// Index: override_in_force; one node.
// Example: {group_id: "G1", customer_id: "C1", run_id: 1}
MATCH (o:Override {group_id: $group_id, customer_id: $customer_id, in_force: true})
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
