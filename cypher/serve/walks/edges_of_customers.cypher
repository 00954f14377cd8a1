// The edges that touch any of some customers, in the order of type and ends. Payments between two
// customers come as one edge a currency; the ends of other edges are customers, accounts, groups
// and identifiers (`kind:value`, the value normalised). A community is no tie: its members need not
// know each other.
// $customer_ids  the customers
// $types         the types wanted
// $run_id        the run whose groups count
// $limit         at most so many
// Index: customer_id; linear in the edges of the customers.
// Example: {customer_ids: ["P1"], types: ["OWNS", "PAID"], run_id: 1, limit: 500}
CALL () {
  UNWIND $customer_ids AS customer_id
  // Made from the declarations in loaders/records/canonical.py by `make documents`.
  MATCH (:Customer {customer_id: customer_id})-[r:MEMBER_OF|HOLDS|OWNS|CONTROLS|HOLDS_POSITION
      |KIN_OF|GUARANTEES|REFERRED|DEPENDS_ON|OWES|SHARES|SAME_AS]-()
  // End of what is made.
  WHERE type(r) IN $types AND r.closed_on IS NULL
      AND (type(r) <> 'MEMBER_OF' OR r.load_no IS NOT NULL)
      // What says nothing leads nowhere.
      AND (type(r) <> 'SHARES' OR endNode(r).value <> '')
  WITH DISTINCT r
  WITH r, startNode(r) AS a, endNode(r) AS b
  RETURN type(r) AS type, a.customer_id AS from_id,
      CASE WHEN b:Customer THEN 'Customer' WHEN b:Account THEN 'Account'
          WHEN b:Group THEN 'Group' ELSE 'Identifier' END AS to_label,
      coalesce(b.customer_id, b.account_id, b.group_id, b.kind + ':' + b.value) AS to_id,
      r.load_no AS load_no, r.digest AS tie,
      r {.*, source: null, load_no: null, digest: null, period: null} AS properties
  UNION ALL
  UNWIND $customer_ids AS customer_id
  MATCH (c:Customer {customer_id: customer_id})-[h:HELD]->(:Tag)
  // IS NOT NULL would invite the planner to read the index of all holdings of groups.
  WHERE 'MEMBER_OF' IN $types AND coalesce(h.group_id, '') <> ''
      AND h.tag_id <> 'community_member'
      AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN 'MEMBER_OF' AS type, c.customer_id AS from_id, 'Group' AS to_label,
      h.group_id AS to_id, null AS load_no, 0 AS tie,
      {role: h.role} AS properties
  UNION ALL
  UNWIND $customer_ids AS customer_id
  MATCH (:Customer {customer_id: customer_id})-[h:HOLDS]->(:Account)-[p:PAID]-()
  WHERE 'PAID' IN $types AND h.closed_on IS NULL AND h.role <> 'authorised'
  WITH DISTINCT p WHERE p.closed_on IS NULL
  MATCH (a:Customer)-[ha:HOLDS]->()-[p]->()<-[hb:HOLDS]-(b:Customer)
  WHERE ha.closed_on IS NULL AND ha.role <> 'authorised'
      AND hb.closed_on IS NULL AND hb.role <> 'authorised' AND a <> b
      AND (a.customer_id IN $customer_ids OR b.customer_id IN $customer_ids)
  WITH a, b, p.currency AS currency, max(p.load_no) AS load_no, count(p) AS payments,
      sum(p.amount) AS amount, max(p.at) AS last_at
  RETURN 'PAID' AS type, a.customer_id AS from_id, 'Customer' AS to_label,
      b.customer_id AS to_id, load_no, 0 AS tie,
      {payments: payments, amount: amount, currency: currency, last_at: last_at} AS properties
}
RETURN type, 'Customer' AS from_label, from_id, to_label, to_id, load_no, properties
ORDER BY type, from_id, to_id, tie, properties.currency LIMIT $limit;
