// Who may be approached on a day: 1 granted, 0 refused, -1 not known or run out.
// $on  the day
// Index: customer_no; linear in the customers of the window and their consents.
// Example: {on: "2025-12-31", low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
WITH c, COLLECT {
    MATCH (c)-[:HAS_CONSENT]->(x:Consent)
    WHERE x.purpose = 'marketing' AND x.channel = 'any' AND x.closed_on IS NULL
    RETURN x ORDER BY x.at DESC
} AS every
WITH c, every, [x IN every
    WHERE x.at < datetime({date: date($on), timezone: 'UTC'}) + duration({days: 1})][0] AS latest
WITH c, CASE
    WHEN c.marketing_consent = false OR latest.status <> 'granted' THEN 0
    WHEN latest.until < date($on) THEN -1
    WHEN latest.status = 'granted' THEN 1
    WHEN size(every) > 0 THEN -1
    WHEN c.marketing_consent THEN 1
    ELSE -1 END AS consent
RETURN collect(c.customer_no) AS customer_no, collect(consent) AS consent;
