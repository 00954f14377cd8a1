// Adds numbers of identities that count from a run on, and until one where it is named; one that
// this run has already added stays one.
UNWIND $rows AS row
MATCH (c:Customer {customer_id: row.customer_id})
MATCH (known:Customer {customer_id: row.known_id})
MERGE (c)-[k:KNOWN_AS {since_run: row.since_run, customer_no: row.customer_no}]->(known)
SET k.known_no = row.known_no, k.basis = row.basis, k.since_at = row.since_at,
    k.until_run = row.until_run;
