// What some groups are called by: the name of those that the bank declared, closed ones too; the
// head of those that a run derived, as the run has it or the last one before that had it.
// $group_ids  the groups
// $run_id     the run
// Index: group_id, derived_group_id, customer_id; linear in the groups.
// Example: {group_ids: ["G1"], run_id: 1}
CALL () {
  MATCH (g:Group) WHERE g.group_id IN $group_ids AND g.load_no IS NOT NULL
  RETURN g.group_id AS group_id, 'declared' AS kind, g.name AS name, null AS head_id,
      null AS head_name, null AS head_kind, true AS head_in_scope
  UNION ALL
  MATCH (d:DerivedGroup) WHERE d.group_id IN $group_ids AND d.since_run <= $run_id
  WITH d.group_id AS group_id, max(d.since_run) AS since_run
  MATCH (d:DerivedGroup {group_id: group_id}) WHERE d.since_run = since_run
  MATCH (c:Customer {customer_id: d.head_id})
  RETURN group_id, d.kind AS kind, null AS name, c.customer_id AS head_id,
      c.name AS head_name, c.kind AS head_kind,
      // include in_scope
      AS head_in_scope
}
RETURN group_id, kind, name, head_id, head_name, head_kind, head_in_scope
ORDER BY group_id, kind;
