// The groups that those of some customers in scope are in, by customer, kind and id.
// $customer_ids  the customers, each as it is known in the run
// $kinds         only of these kinds
// $run_id        the run
// Index: customer_id, derived_group_id; linear in their groups, and in the members of declared ones.
// Example: {customer_ids: ["P1"], kinds: ["control"], run_id: 1}
CALL () {
  UNWIND $customer_ids AS asked
  MATCH (c:Customer {customer_id: asked})-[h:HELD]->(:Tag)
      USING INDEX c:Customer(customer_id)
  // IS NOT NULL would invite the planner to read the index of all holdings of groups.
  WHERE coalesce(h.group_id, '') <> ''
      AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) AND
      // include in_scope
  WITH DISTINCT c.customer_id AS customer_id, h.group_id AS group_id
  MATCH (g:DerivedGroup {group_id: group_id})
  WHERE g.kind IN $kinds
      AND g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
  RETURN customer_id, g.group_id AS group_id, g.kind AS kind, null AS name,
    g.head_id AS head_id, g.size AS size
  UNION ALL
  UNWIND $customer_ids AS asked
  MATCH (c:Customer {customer_id: asked}) WHERE
  // include in_scope
  CALL (c) {
    RETURN c AS number
    UNION
    MATCH (number:Customer)-[k:KNOWN_AS]->(c)
    WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
    RETURN number
  }
  MATCH (number)-[own:MEMBER_OF]->(g:Group)
  WHERE own.load_no IS NOT NULL AND own.closed_on IS NULL AND g.closed_on IS NULL
      AND 'declared' IN $kinds
  WITH DISTINCT c.customer_id AS customer_id, g
  RETURN customer_id, g.group_id AS group_id, 'declared' AS kind, g.name AS name, null AS head_id,
    COUNT { MATCH (c:Customer)-[m:MEMBER_OF]->(g) WHERE m.closed_on IS NULL
            OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
            WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
            RETURN DISTINCT coalesce(known, c) AS one } AS size
}
RETURN customer_id, group_id, kind, name, head_id, size
ORDER BY customer_id, kind, group_id;
