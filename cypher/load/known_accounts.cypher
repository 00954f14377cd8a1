// Those of some accounts that the store has, closed ones too: their kind, name and bank.
// The outside (number 0) is no account.
// $ids  the accounts, a list
// Index: account_id; linear in the ids.
// Example: {ids: ["A1"]}
UNWIND $ids AS id
MATCH (a:Account {account_id: id}) WHERE a.account_no > 0
RETURN a.account_id AS account_id, a.kind AS kind, a.name AS name, a.bank AS bank
ORDER BY account_id;
