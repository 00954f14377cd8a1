// Brings what stands for "now" to a run: TAGGED, the derived groups and their members. Where it
// breaks off it is done again from the beginning. A group is called by its kind and its head, whose
// name may have changed although the group did not.
// $run_id  the run, which is the current one
// $now     the instant, in milliseconds since 1970
// $titles  what each kind of group is called, by the kind
// Index: held_since_customer, held_until_customer, derived_group_since_head,
//        derived_group_until_head, derived_head, customer_id, run_id; linear in what changed and
//        in the derived groups.
// Example: {run_id: 3, now: 1767139200000, titles: {control: "控制关系集团"}, low: 0, high: 500}
MATCH (c:Customer)-[h:HELD]->(t:Tag)
    USING INDEX h:HELD(until_run, customer_no)
WHERE h.until_run = $run_id AND $low <= h.customer_no < $high
MATCH (c)-[x:TAGGED {digest: h.digest}]->(t)
DELETE x;
MATCH (c:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(until_run, customer_no)
WHERE h.until_run = $run_id AND $low <= h.customer_no < $high AND h.group_id IS NOT NULL
MATCH (c)-[x:MEMBER_OF]->(:Group {group_id: h.group_id}) WHERE x.load_no IS NULL
DELETE x;
MATCH (d:DerivedGroup) WHERE d.until_run = $run_id AND $low <= d.head_no < $high
MATCH (g:Group {group_id: d.group_id}) WHERE g.load_no IS NULL AND NOT EXISTS {
  MATCH (:DerivedGroup {group_id: d.group_id, since_run: $run_id})
}
DETACH DELETE g;
MATCH (d:DerivedGroup) WHERE d.since_run = $run_id AND $low <= d.head_no < $high
MERGE (g:Group {group_id: d.group_id})
SET g:Derived, g.kind = d.kind, g.head_id = d.head_id, g.head_no = d.head_no, g.size = d.size,
    g.since_run = $run_id;
MATCH (g:Derived)
    USING INDEX g:Derived(head_no)
WHERE $low <= g.head_no < $high
MATCH (c:Customer {customer_id: g.head_id})
    USING INDEX c:Customer(customer_id)
WITH g, $titles[g.kind] + '·' + c.name AS name WHERE g.name IS NULL OR g.name <> name
SET g.name = name;
MATCH (c:Customer)-[h:HELD]->(t:Tag)
    USING INDEX h:HELD(since_run, customer_no)
WHERE h.since_run = $run_id AND $low <= h.customer_no < $high
MERGE (c)-[x:TAGGED {digest: h.digest}]->(t)
SET x.subject = h.subject, x.version = h.version, x.grade = h.grade, x.score = h.score,
    x.since_run = $run_id;
MATCH (c:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(since_run, customer_no)
WHERE h.since_run = $run_id AND $low <= h.customer_no < $high AND h.group_id IS NOT NULL
MATCH (g:Group {group_id: h.group_id})
WHERE NOT EXISTS { (c)-[:MEMBER_OF {since_run: $run_id}]->(g) }
CREATE (c)-[:MEMBER_OF {role: h.role, since_run: $run_id}]->(g);
MATCH (r:Run {run_id: $run_id})
SET r.tagged_at = datetime({epochMillis: $now});
