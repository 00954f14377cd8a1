// What some accounts are called whose holders are not known: the name, or else the bank.
// $account_ids  the accounts
// Index: account_id; linear in the accounts.
// Example: {account_ids: ["A1"]}
UNWIND $account_ids AS wanted
MATCH (a:Account {account_id: wanted})
WHERE coalesce(a.name, a.bank) IS NOT NULL
RETURN a.account_id AS account_id, coalesce(a.name, a.bank) AS name
ORDER BY account_id;
