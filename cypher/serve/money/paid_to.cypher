// What some accounts paid to each other account in a span of time, by currency.
// $account_ids  the accounts
// $since        the first instant, milliseconds since 1970
// $until        the instant before which they are
// $least        the smallest amount
// Index: account_id; linear in the payments of the accounts.
// Example: {account_ids: ["A1"], since: 0, until: 4000000000000, least: 0}
UNWIND $account_ids AS wanted
MATCH (here:Account {account_id: wanted})
MATCH (here)-[r:PAID]->(there:Account)
WHERE r.closed_on IS NULL AND r.at >= datetime({epochMillis: $since})
    AND r.at < datetime({epochMillis: $until}) AND r.amount >= $least
RETURN there.account_id AS account_id, r.currency AS currency, count(*) AS payments,
    round(sum(r.amount), 4) AS amount
ORDER BY account_id, currency;
