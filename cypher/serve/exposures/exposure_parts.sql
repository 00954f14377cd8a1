-- What all exposures to a customer add up to before their cover, and what counts; not settled ones.
-- :run_id    the run whose identities count
-- :factors   by kind what part of what is not drawn counts, JSON
-- :currency  the currency
-- Index: customers' primary key, known_as; linear in the exposures.
-- Example: {"run_id": 1, "factors": "{}", "currency": "CNY"}
SELECT known.customer_id, known.name, known.kind, known.is_client,
    sum(iif(e.kind IN ('acceptance', 'letter_of_credit', 'guarantee'), 0.0,
        -- include drawn
        )) AS general,
    ifnull(sum(
        -- include drawn
        ) FILTER (WHERE e.kind = 'acceptance'), 0.0) AS acceptances,
    ifnull(sum(
        -- include drawn
        ) FILTER (WHERE e.kind = 'letter_of_credit'), 0.0) AS letters_of_credit,
    ifnull(sum(
        -- include drawn
        ) FILTER (WHERE e.kind = 'guarantee'), 0.0) AS guarantees,
    sum(
        -- include gross
        ) AS gross,
    sum(
        -- include counted
        ) AS counted
FROM exposures e
CROSS JOIN customers c ON c.customer_no = e.customer_no
CROSS JOIN customers known ON known.customer_no =
    -- include known_no
WHERE e.closed_on IS NULL AND e.currency = :currency AND
    -- include unsettled
GROUP BY known.customer_id
ORDER BY known.customer_id;
