// Referrals as recorded.
// Index: customer_no of the one who holds the tie; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:REFERRED]->(b:Customer)
WHERE r.closed_on IS NULL
RETURN collect(a.customer_no) AS referrer_no,
    collect(b.customer_no) AS referred_no,
    collect(r.at.epochMillis) AS at,
    collect(r.load_no) AS load_no;
