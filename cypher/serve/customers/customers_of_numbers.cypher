// Open customers in scope who hold an account, use a phone or have a certificate of some numbers.
// $wholes  whole numbers
// $tails   the last four of numbers
// $limit   at most so many
// Index: account_id, account_tail, identifier, identifier_tail; linear in those who have them.
// Example: {wholes: ["6222020200012345678"], tails: ["5678"], limit: 2000}
CALL () {
  UNWIND $wholes AS asked
  MATCH (c:Customer)-[h:HOLDS]->(a:Account {account_id: asked})
  USING INDEX a:Account(account_id)
  WHERE a.closed_on IS NULL AND h.closed_on IS NULL
  RETURN c, 'account' AS field, a.account_id AS value
  UNION
  UNWIND $tails AS asked
  MATCH (a:Account) USING TEXT INDEX a:Account(account_id)
  WHERE a.account_id ENDS WITH asked AND a.closed_on IS NULL
  MATCH (c:Customer)-[h:HOLDS]->(a) WHERE h.closed_on IS NULL
  RETURN c, 'account' AS field, a.account_id AS value
  UNION
  UNWIND $wholes AS asked
  UNWIND ['phone', 'id_number'] AS kind
  MATCH (c:Customer)-[r:SHARES]->(i:Identifier {
      kind: kind, value: asked, only_for: ''})
  USING INDEX i:Identifier(kind, value, only_for)
  WHERE r.closed_on IS NULL
  RETURN c, kind AS field, i.value AS value
  UNION
  UNWIND $tails AS asked
  MATCH (i:Identifier) USING TEXT INDEX i:Identifier(value)
  WHERE i.value ENDS WITH asked AND i.kind IN ['phone', 'id_number']
  MATCH (c:Customer)-[r:SHARES]->(i) WHERE r.closed_on IS NULL
  RETURN c, i.kind AS field, i.value AS value
}
WITH c, field, value WHERE c.closed_on IS NULL AND
    // include in_scope
RETURN c.customer_no AS customer_no, field, value, c.search_text AS search_text
ORDER BY customer_no, field, value LIMIT $limit;
