// Keeps the search texts of customers.
// Index: customer_no.
UNWIND $rows AS row
MATCH (c:Customer {customer_no: row.customer_no})
SET c.search_text = row.search_text;
