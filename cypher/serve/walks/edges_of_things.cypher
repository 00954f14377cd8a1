// The edges from customers to some accounts, groups and identifiers, in the order of type and ends.
// A community is no group here: its members need not know each other.
// $account_ids  the accounts
// $group_ids    the groups
// $identifiers  the identifiers as `kind:value`, the value normalised
// $types        the types wanted
// $run_id       the run whose groups count
// $derived      whether groups count that a run derived
// $with_ended   whether records are wanted too that are closed
// $limit        at most so many
// Index: account_id, group_id, held_group, identifier; linear in the customers of these things.
// Example: {account_ids: ["A1"], group_ids: [], identifiers: ["phone:100"],
//           types: ["HOLDS", "SHARES"], run_id: 1, derived: true,
//           with_ended: false, limit: 500}
CALL () {
  UNWIND $account_ids AS account_id
  MATCH (c:Customer)-[r:HOLDS]->(b:Account {account_id: account_id})
  RETURN c, r, 'Account' AS to_label, b.account_id AS to_id
  UNION ALL
  UNWIND $group_ids AS group_id
  MATCH (c:Customer)-[r:MEMBER_OF]->(b:Group {group_id: group_id}) WHERE r.load_no IS NOT NULL
  RETURN c, r, 'Group' AS to_label, b.group_id AS to_id
  UNION ALL
  UNWIND $group_ids AS group_id
  MATCH (c:Customer)-[r:HELD {group_id: group_id}]->(:Tag)
  WHERE $derived AND r.tag_id <> 'community_member'
      AND r.since_run <= $run_id AND coalesce($run_id < r.until_run, true)
  RETURN c, r, 'Group' AS to_label, group_id AS to_id
  UNION ALL
  UNWIND $identifiers AS identifier
  MATCH (c:Customer)-[r:SHARES]->(b:Identifier {
      kind: split(identifier, ':')[0],
      value: substring(identifier, size(split(identifier, ':')[0]) + 1), only_for: ''})
  RETURN c, r, 'Identifier' AS to_label, identifier AS to_id
}
WITH c, r, to_label, to_id,
    CASE type(r) WHEN 'HELD' THEN 'MEMBER_OF' ELSE type(r) END AS type,
    CASE type(r) WHEN 'HELD' THEN {role: r.role}
        ELSE r {.*, source: null, load_no: null, digest: null, closed_on: null} END AS properties,
    CASE type(r) WHEN 'HELD' THEN 0 ELSE r.digest END AS tie,
    CASE type(r) WHEN 'HELD' THEN null ELSE r.load_no END AS load_no,
    r.closed_on IS NOT NULL AS ended
WHERE type IN $types AND ($with_ended OR NOT ended)
RETURN type, 'Customer' AS from_label, c.customer_id AS from_id, to_label, to_id,
    load_no, properties, ended
ORDER BY type, from_id, to_id, tie LIMIT $limit;
