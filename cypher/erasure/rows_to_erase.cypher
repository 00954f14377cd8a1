// How many rows tell of some numbers of a customer, by sort.
// $customer_ids  the numbers
// $quoted        their ids within JSON, with quotation marks
// Index: customer_id, token_of_customer; linear in all holdings and source rows, which may name
//        anybody.
// Example: {customer_ids: ["P1"], quoted: ['"P1"']}
CALL () {
  MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
  WITH count(c) AS rows
  RETURN 'customers' AS part, rows
  UNION ALL
  MATCH (c:Customer)-[s:SHARES]->(:Identifier) WHERE c.customer_id IN $customer_ids
  WITH count(s) AS rows
  RETURN 'identifiers' AS part, rows
  UNION ALL
  MATCH (c:Customer)-[:HAS_CONSENT]->(s:Consent) WHERE c.customer_id IN $customer_ids
  WITH count(s) AS rows
  RETURN 'consents' AS part, rows
  UNION ALL
  MATCH (s:SourceRow)
  WHERE (s.record = 'customers' AND s.key IN $customer_ids)
      OR (s.record <> 'customers' AND any(q IN $quoted WHERE s.said CONTAINS q))
  WITH count(s) AS rows
  RETURN 'source_rows' AS part, rows
  UNION ALL
  MATCH (c:Customer)-[h:HELD]->(:Tag) WHERE c.customer_id IN $customer_ids
  WITH count(h) AS rows
  RETURN 'holdings' AS part, rows
  UNION ALL
  MATCH (t:Tag)
  MATCH (c:Customer)-[h:HELD]->(t)
  WHERE NOT c.customer_id IN $customer_ids AND (h.subject IN $customer_ids
      OR any(q IN $quoted WHERE h.evidence CONTAINS q OR h.value CONTAINS q))
  WITH count(h) AS rows
  RETURN 'holdings_of_others' AS part, rows
  UNION ALL
  MATCH (k:CustomerToken) WHERE k.customer_id IN $customer_ids
  WITH count(k) AS rows
  RETURN 'customer_tokens' AS part, rows
}
RETURN part, rows ORDER BY part;
