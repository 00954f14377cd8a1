// How many values of each kind say nothing: open identifiers, and customers' own numbers.
// Index: the label scans; linear in the identifiers and the customers.
CALL () {
  MATCH (i:Identifier) WHERE i.value = ''
  MATCH (i)<-[r:SHARES]-() WHERE r.closed_on IS NULL
  RETURN i.kind AS kind
  UNION ALL
  MATCH (c:Customer) WHERE c.id_normalised = '' AND c.closed_on IS NULL
  RETURN 'id_number' AS kind
}
RETURN kind, count(*) AS rows ORDER BY kind;
