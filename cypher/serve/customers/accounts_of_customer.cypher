// A customer's open accounts by id, and as what the customer holds them.
// $customer_id  the customer
// $limit        at most so many
// Index: customer_id; linear in the customer's accounts.
// Example: {customer_id: "P1", limit: 50}
MATCH (c:Customer {customer_id: $customer_id})-[h:HOLDS]->(a:Account)
WHERE h.closed_on IS NULL AND a.closed_on IS NULL
RETURN
    a.account_id AS account_id, a.kind AS kind, a.currency AS currency,
    a.opened_on AS opened_on, a.status AS status, a.balance AS balance, a.blocked AS blocked,
    a.external AS external, h.role AS role
ORDER BY account_id LIMIT $limit;
