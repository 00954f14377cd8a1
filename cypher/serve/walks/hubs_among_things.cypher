// Which of some accounts and identifiers are hubs: those that more than $most customers have.
// $account_ids  the accounts
// $identifiers  the identifiers as `kind:value`, the value normalised
// $most         so many make no hub yet
// $with_ended   whether holders and users that are closed count too
// Index: account_id, identifier_value; linear in the customers of these things, at most $most + 1
// that count for each.
// Example: {account_ids: ["A1"], identifiers: ["phone:100"], most: 20, with_ended: false}
CALL () {
  UNWIND $account_ids AS id
  MATCH (b:Account {account_id: id})
  RETURN b, 'Account' AS label, id
  UNION ALL
  UNWIND $identifiers AS id
  MATCH (b:Identifier {
      kind: split(id, ':')[0], value: substring(id, size(split(id, ':')[0]) + 1), only_for: ''})
  RETURN b, 'Identifier' AS label, id
}
CALL (b) {
  MATCH (b)<-[r:HOLDS|SHARES]-(:Customer) WHERE $with_ended OR r.closed_on IS NULL
  WITH r LIMIT $most + 1
  RETURN count(r) > $most AS hub
}
WITH label, id, hub WHERE hub
RETURN label, id ORDER BY label, id;
