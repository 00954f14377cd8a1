// Every account's id and number, closed ones too; the outside (number 0) is no account.
// Index: account_no; linear in the accounts.
// Example: {low: 0, high: 10000}
MATCH (a:Account) WHERE $low <= a.account_no < $high AND a.account_no > 0
RETURN collect(a.account_id) AS account_id, collect(a.account_no) AS account_no;
