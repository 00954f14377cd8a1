// Which of some customers are in a group, by id.
// $group_id      the group
// $customer_ids  the customers
// $run_id        the run
// Index: customer_id; linear in what the customers hold and are members of.
// Example: {group_id: "G1", customer_ids: ["C1"], run_id: 1}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids AND (EXISTS {
        MATCH (c)-[h:HELD {group_id: $group_id}]->(:Tag)
        WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    } OR EXISTS {
        MATCH (c)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
        WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
    } OR EXISTS {
        MATCH (c)<-[k:KNOWN_AS]-(:Customer)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
        WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
            AND k.since_run <= $run_id AND coalesce($run_id < k.until_run, true) })
RETURN c.customer_id AS customer_id ORDER BY customer_id;
