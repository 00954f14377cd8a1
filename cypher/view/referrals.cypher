// Referrals before an instant, as recorded.
// $until  the instant, in milliseconds since 1970
// Index: customer_no of the one who holds the tie; linear in the ties.
// Example: {until: 1767196800000, low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:REFERRED]->(b:Customer)
WHERE r.closed_on IS NULL AND r.at < datetime({epochMillis: $until})
RETURN collect(a.customer_no) AS referrer_no,
    collect(b.customer_no) AS referred_no,
    collect(r.at.epochMillis) AS at,
    collect(coalesce(r.channel, '')) AS channel,
    collect(r.load_no) AS load_no;
