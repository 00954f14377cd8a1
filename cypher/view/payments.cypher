// Payments before an instant; the account 0 is the outside. One window of paying accounts at a
// time; what comes from the outside is found at the accounts that it goes to, so that no window
// holds all of it.
// $until  the instant, in milliseconds since 1970
// Index: account_no; linear in the payments.
// Example: {until: 1767196800000, low: 0, high: 10000}
MATCH (here:Account) WHERE $low <= here.account_no < $high AND here.account_no > 0
CALL (here) {
    MATCH (here)-[r:PAID]->(b) RETURN here.account_no AS from_no, b.account_no AS to_no, r
    UNION ALL
    MATCH (here)<-[r:PAID]-(a) WHERE size(a.account_id) = 0
    RETURN 0 AS from_no, here.account_no AS to_no, r
}
WITH from_no, to_no, r
WHERE r.closed_on IS NULL AND r.at < datetime({epochMillis: $until})
RETURN collect(from_no) AS from_no, collect(to_no) AS to_no, collect(r.amount) AS amount,
    collect(r.currency) AS currency, collect(r.at.epochMillis) AS at,
    collect(coalesce(r.channel, '')) AS channel, collect(r.load_no) AS load_no;
