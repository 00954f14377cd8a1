// The groups that a customer in scope is in, as derived, declared or decided by people, by kind and id.
// $customer_id  the customer
// $kinds        only of these kinds
// $run_id       the run
// $after_kind   only after this kind and id: '' and '' to begin with
// $after_id     see above
// $limit        at most so many
// Index: customer_id, derived_group_id, token_of_customer, decided_other; linear in its groups.
// Example: {customer_id: "P1", kinds: ["control"], run_id: 1, after_kind: "", after_id: "", limit: 50}
MATCH (c:Customer {customer_id: $customer_id}) WHERE
    // include in_scope
WITH c AS asked
CALL () {
  CALL () {
    MATCH (c:Customer {customer_id: $customer_id})-[h:HELD]->(:Tag)
        USING INDEX c:Customer(customer_id)
    // IS NOT NULL would invite the planner to read the index of all holdings of groups.
    WHERE coalesce(h.group_id, '') <> ''
        AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    RETURN h.group_id AS group_id
    UNION
    // include decided_into
    RETURN group_id
  }
  MATCH (g:DerivedGroup {group_id: group_id})
  WHERE g.kind IN $kinds
      AND (g.kind > $after_kind OR g.kind = $after_kind AND g.group_id > $after_id)
      AND g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
  RETURN g.group_id AS group_id, g.kind AS kind, null AS name, g.head_id AS head_id, g.size AS size
  UNION ALL
  CALL () {
    MATCH (c:Customer {customer_id: $customer_id})
    CALL (c) {
      RETURN c AS number
      UNION
      MATCH (number:Customer)-[k:KNOWN_AS]->(c)
      WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
      RETURN number
    }
    MATCH (number)-[own:MEMBER_OF]->(g:Group)
    WHERE own.load_no IS NOT NULL AND own.closed_on IS NULL
    RETURN g
    UNION
    // include decided_into
    MATCH (g:Group {group_id: group_id}) WHERE g.load_no IS NOT NULL
    RETURN g
  }
  WITH g WHERE g.closed_on IS NULL AND 'declared' IN $kinds
      AND ('declared' > $after_kind OR 'declared' = $after_kind AND g.group_id > $after_id)
  WITH DISTINCT g
  RETURN g.group_id AS group_id, 'declared' AS kind, g.name AS name, null AS head_id,
    COUNT { MATCH (c:Customer)-[m:MEMBER_OF]->(g) WHERE m.closed_on IS NULL
            OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
            WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
            RETURN DISTINCT coalesce(known, c) AS one } AS size
}
RETURN group_id, kind, name, head_id, size
ORDER BY kind, group_id LIMIT $limit;
