// Payments out of any of some accounts in a span of time, the largest first.
// $account_ids  the accounts
// $since        the first instant, milliseconds since 1970
// $until        the instant before which they are
// $least        the smallest amount
// $limit        at most so many
// Index: account_id; linear in the payments out of the accounts.
// Example: {account_ids: ["A1"], since: 0, until: 4000000000000, least: 0, limit: 500}
UNWIND $account_ids AS wanted
MATCH (here:Account {account_id: wanted})
MATCH (here)-[r:PAID]->(there:Account)
WHERE r.closed_on IS NULL AND r.at >= datetime({epochMillis: $since})
    AND r.at < datetime({epochMillis: $until}) AND r.amount >= $least
RETURN r.transaction_id AS transaction_id, here.account_id AS from_account,
    there.account_id AS to_account, r.amount AS amount, r.currency AS currency,
    r.at.epochMillis AS at, r.channel AS channel, r.purpose AS purpose, r.load_no AS load_no
ORDER BY amount DESC, at, transaction_id LIMIT $limit;
