// The open accounts of a customer in scope by id, each once, and as what it holds them: of several
// numbers' roles the one that says most (owner, joint, authorised).
// $customer_ids  the numbers of the customer
// $limit         at most so many
// Index: customer_id; linear in the customer's accounts.
// Example: {customer_ids: ["P1"], limit: 50}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})-[h:HOLDS]->(a:Account)
WHERE h.closed_on IS NULL AND a.closed_on IS NULL AND
    // include in_scope
WITH a, max(h.role) AS role
RETURN
    a.account_id AS account_id, a.kind AS kind, a.currency AS currency,
    a.opened_on AS opened_on, a.status AS status, a.balance AS balance, a.blocked AS blocked,
    a.external AS external, role
ORDER BY account_id LIMIT $limit;
