// Open customers who say whether they may be approached for marketing.
// $today  the day on which a consent must hold
// Index: customer_no; linear in the customers.
// Example: {today: "2025-12-31", low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
WITH c, coalesce(c.consent_until >= $today, false) OR c.marketing_consent AS consents
WHERE consents IS NOT NULL
RETURN collect(c.customer_no) AS customer_no,
    collect(CASE consents WHEN true THEN 1 ELSE 0 END) AS consents;
