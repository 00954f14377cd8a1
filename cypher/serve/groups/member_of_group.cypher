// One member of a group, as MembersOfGroup tells it; no row where it is none.
// $group_id     the group
// $customer_id  the customer
// $run_id       the run
// Index: customer_id; linear in what the customer holds and is a member of.
// Example: {group_id: "G1", customer_id: "C1", run_id: 1}
CALL () {
  MATCH (c:Customer {customer_id: $customer_id})-[h:HELD {group_id: $group_id}]->(:Tag)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c, h, h.role AS role, null AS load_no, null AS named
  UNION ALL
  MATCH (c:Customer {customer_id: $customer_id})
  CALL (c) {
    RETURN c AS number
    UNION
    MATCH (number:Customer)-[k:KNOWN_AS]->(c)
    WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
    RETURN number
  }
  MATCH (number)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  RETURN c, null AS h, min(m.role) AS role, min(m.load_no) AS load_no,
      min(number.customer_id) AS named
}
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind, c.is_client AS is_client,
    role, load_no, named AS number, h.tag_id AS tag_id, h.subject AS subject,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence, h.since_run AS since_run,
    // include in_scope
    AS in_scope
;
