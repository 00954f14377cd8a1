// The owners and joint holders of some accounts.
// $account_ids  the accounts
// Index: account_id; linear in the holders.
// Example: {account_ids: ["A1"]}
UNWIND $account_ids AS wanted
MATCH (a:Account {account_id: wanted})<-[h:HOLDS]-(c:Customer)
WHERE h.closed_on IS NULL AND h.role IN ['owner', 'joint']
RETURN a.account_id AS account_id, c.customer_id AS customer_id
ORDER BY account_id, customer_id;
