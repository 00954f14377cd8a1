// What customers last said by a day, purpose by purpose and channel by channel.
// $on  the day
// Index: customer_no; linear in the consents of the window.
// Example: {on: "2025-12-31", low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[:HAS_CONSENT]->(x:Consent)
WHERE x.closed_on IS NULL
    AND x.at < datetime({date: date($on), timezone: 'UTC'}) + duration({days: 1})
WITH c, x ORDER BY x.at DESC
WITH c, x.purpose AS purpose, x.channel AS channel, collect(x)[0] AS latest
RETURN collect(c.customer_no) AS customer_no, collect(purpose) AS purpose,
    collect(channel) AS channel, collect(latest.status) AS status,
    collect(CASE WHEN latest.until < date($on) THEN 1 ELSE 0 END) AS expired;
