// Whom people decided to be in some groups or out of them, and whether each is in, by group and id.
// $group_ids  the groups
// $run_id     the run
// Index: override_in_force; linear in what was decided about the groups.
// Example: {group_ids: ["G1"], run_id: 1}
UNWIND $group_ids AS named
WITH DISTINCT named AS group_id
MATCH (o:Override {group_id: group_id})
WHERE o.customer_id IS NOT NULL AND o.in_force IS NOT NULL
MATCH (c:Customer {customer_id: o.customer_id})
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(other:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH o, c, coalesce(other, c) AS known
RETURN o.group_id AS group_id, known.customer_id AS customer_id, known.kind AS kind,
    o.decision AS decision,
    EXISTS {
        MATCH (known)-[h:HELD {group_id: o.group_id}]->(:Tag)
        WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) }
    OR any(one IN [known, c] WHERE EXISTS {
        MATCH (one)-[m:MEMBER_OF]->(:Group {group_id: o.group_id})
        WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL }) AS is_member
ORDER BY group_id, customer_id, o.made_at;
