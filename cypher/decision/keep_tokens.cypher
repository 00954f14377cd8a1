// Keeps a token for a customer that has none; of nobody, or whoever was erased, none is kept.
UNWIND $rows AS row
MATCH (:Customer {customer_id: row.customer_id})
MERGE (k:CustomerToken {customer_id: row.customer_id})
ON CREATE SET k.token = row.token;
