// Keeps a token for a customer that has none.
UNWIND $rows AS row
MERGE (k:CustomerToken {customer_id: row.customer_id})
ON CREATE SET k.token = row.token;
