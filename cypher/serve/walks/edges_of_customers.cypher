// The edges that touch any of some customers, in the order of type and ends, but for payments
// (paid_around). The ends are customers, accounts, groups and identifiers (`kind:value`, the value
// normalised). A community is no tie: its members need not know each other.
// $customer_ids  the customers
// $types         the types wanted
// $run_id        the run whose groups count
// $derived       whether groups count that a run derived
// $on            the day
// $with_ended    whether records are wanted too that are closed or not valid on the day
// $limit         at most so many
// Index: customer_id; linear in the edges of the customers.
// Example: {customer_ids: ["P1"], types: ["OWNS", "KIN_OF"], run_id: 1, derived: true,
//           on: "2025-12-31", with_ended: false, limit: 500}
CALL () {
  UNWIND $customer_ids AS customer_id
  // Made from the declarations in loaders/records/canonical.py by `make documents`.
  MATCH (:Customer {customer_id: customer_id})-[r:MEMBER_OF|HOLDS|OWNS|CONTROLS|HOLDS_POSITION
      |KIN_OF|GUARANTEES|REFERRED|DEPENDS_ON|OWES|SHARES|SAME_AS]-()
  // End of what is made.
  WHERE type(r) IN $types AND (type(r) <> 'MEMBER_OF' OR r.load_no IS NOT NULL)
      // What says nothing leads nowhere, and who is different is no tie.
      AND (type(r) <> 'SHARES' OR endNode(r).value <> '')
      AND (type(r) <> 'SAME_AS' OR coalesce(r.verdict, 'same') = 'same')
  WITH DISTINCT r
  WITH r, startNode(r) AS a, endNode(r) AS b,
      coalesce(r.closed_on IS NOT NULL OR r.to_on <= date($on) OR date($on) < r.from_on, false)
          AS ended
  WHERE $with_ended OR NOT ended
  RETURN type(r) AS type, a.customer_id AS from_id,
      CASE WHEN b:Customer THEN 'Customer' WHEN b:Account THEN 'Account'
          WHEN b:Group THEN 'Group' ELSE 'Identifier' END AS to_label,
      coalesce(b.customer_id, b.account_id, b.group_id, b.kind + ':' + b.value) AS to_id,
      r.load_no AS load_no, r.digest AS tie, ended,
      r {.*, source: null, load_no: null, digest: null, period: null, first_load_no: null,
          closed_on: null} AS properties
  UNION ALL
  UNWIND $customer_ids AS customer_id
  MATCH (c:Customer {customer_id: customer_id})-[h:HELD]->(:Tag)
  // IS NOT NULL would invite the planner to read the index of all holdings of groups.
  WHERE 'MEMBER_OF' IN $types AND $derived AND coalesce(h.group_id, '') <> ''
      AND h.tag_id <> 'community_member'
      AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN 'MEMBER_OF' AS type, c.customer_id AS from_id, 'Group' AS to_label,
      h.group_id AS to_id, null AS load_no, 0 AS tie, false AS ended,
      {role: h.role} AS properties
}
RETURN type, 'Customer' AS from_label, from_id, to_label, to_id, load_no, properties, ended
ORDER BY type, from_id, to_id, tie, properties.currency LIMIT $limit;
