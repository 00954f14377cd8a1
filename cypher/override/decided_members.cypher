// Whom people decided to be in some groups or out of them, and whether each is in, by group and id.
// $group_ids  the groups
// $run_id     the run
// Index: decided_subject, decided_about; linear in what was decided about the groups.
// Example: {group_ids: ["G1"], run_id: 1}
UNWIND $group_ids AS named
WITH DISTINCT named AS group_id
MATCH (d:Decision {subject: group_id})
WHERE d.subject_kind = 'group' AND d.about_no IS NULL AND
    // include decision_state
    = 'in_force'
MATCH (t:CustomerToken {token: d.other})
MATCH (c:Customer {customer_id: t.customer_id})
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(other:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH d, c, coalesce(other, c) AS known
RETURN d.subject AS group_id, known.customer_id AS customer_id, known.kind AS kind,
    d.action AS decision,
    EXISTS {
        MATCH (known)-[h:HELD {group_id: d.subject}]->(:Tag)
        WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) }
    OR any(one IN [known, c] WHERE EXISTS {
        MATCH (one)-[m:MEMBER_OF]->(:Group {group_id: d.subject})
        WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL }) AS is_member
ORDER BY group_id, customer_id, d.decision_no;
