// The latest consent of some customers for one purpose, by whatever channel: one each.
// $customer_ids  the customers, a list
// $purpose       the purpose
// Index: consent_key; linear in the customers and what they said.
// Example: {customer_ids: ["P1"], purpose: "marketing"}
UNWIND $customer_ids AS wanted
MATCH (x:Consent {customer_id: wanted, purpose: $purpose, channel: 'any'})
WHERE x.at IS NOT NULL AND x.closed_on IS NULL
WITH wanted, x ORDER BY x.at DESC, x.status
WITH wanted, collect(x)[0] AS latest
RETURN wanted AS customer_id, latest.status AS status, latest.at.epochMillis AS at,
    toString(latest.until) AS until
ORDER BY customer_id;
