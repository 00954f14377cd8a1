// The numbers that stand for customers in the chains.
// Index: customer_token; linear in the customers whom decisions name.
MATCH (k:CustomerToken) WHERE k.token IS NOT NULL
RETURN k.token AS token, k.customer_id AS customer_id;
