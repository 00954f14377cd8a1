// Keeps the normalised form of customers' own numbers.
// Index: customer_no.
UNWIND $rows AS row
MATCH (c:Customer {customer_no: row.customer_no})
SET c.id_normalised = row.id_normalised;
