// Every open account; one window of numbers at a time.
// Index: account_no; linear in the accounts.
// Example: {low: 0, high: 10000}
MATCH (a:Account) WHERE $low <= a.account_no < $high AND a.account_no > 0 AND a.closed_on IS NULL
RETURN collect(a.account_no) AS account_no, collect(a.account_id) AS account_id,
    collect(coalesce(a.kind, '')) AS kind, collect(a.blocked) AS blocked,
    collect(a.load_no) AS load_no;
