// Those of some ids that customers, accounts or declared groups have, with their numbers.
// The outside (number 0) is no account.
// $target  customers, accounts or groups
// $ids     the ids, a list
// Index: customer_id, account_id or group_id; linear in the ids.
// Example: {target: "customers", ids: ["C1"]}
CALL () {
  WITH $target AS target WHERE target = 'customers'
  UNWIND $ids AS id
  MATCH (c:Customer {customer_id: id})
  RETURN id, c.customer_no AS no
  UNION ALL
  WITH $target AS target WHERE target = 'accounts'
  UNWIND $ids AS id
  MATCH (a:Account {account_id: id}) WHERE a.account_no > 0
  RETURN id, a.account_no AS no
  UNION ALL
  WITH $target AS target WHERE target = 'groups'
  UNWIND $ids AS id
  MATCH (g:Group {group_id: id}) WHERE g.load_no IS NOT NULL
  RETURN id, 0 AS no
}
RETURN id, no ORDER BY id;
