-- Open customers in scope who hold an account, use a phone or have a certificate of some numbers.
-- :wholes  whole numbers, a JSON list
-- :tails   the last four of numbers, a JSON list
-- :limit   at most so many
-- Index: accounts.account_id, accounts_tail, identifiers_normalised, identifiers_tail; linear in
-- those who have them.
-- Example: {"wholes": "[\"6222020200012345678\"]", "tails": "[\"5678\"]", "limit": 2000}
SELECT found.customer_no, found.field, found.value, c.search_text FROM (
    SELECT h.customer_no, 'account' AS field, a.account_id AS value
    FROM json_each(:wholes) AS number
    CROSS JOIN accounts a ON a.account_id = number.value
    CROSS JOIN account_holders h ON h.account_no = a.account_no
    WHERE a.closed_on IS NULL AND h.closed_on IS NULL
    UNION
    SELECT h.customer_no, 'account', a.account_id
    FROM json_each(:tails) AS number
    CROSS JOIN accounts a ON substr(a.account_id, -4) = number.value
    CROSS JOIN account_holders h ON h.account_no = a.account_no
    WHERE a.closed_on IS NULL AND h.closed_on IS NULL
    UNION
    SELECT i.customer_no, i.kind, i.normalised
    FROM json_each(:wholes) AS number
    CROSS JOIN identifiers i ON i.kind IN ('phone', 'id_number') AND i.normalised = number.value
    WHERE i.closed_on IS NULL
    UNION
    SELECT i.customer_no, i.kind, i.normalised
    FROM json_each(:tails) AS number
    CROSS JOIN identifiers i ON substr(i.normalised, -4) = number.value
    WHERE i.kind IN ('phone', 'id_number') AND i.closed_on IS NULL
) AS found
JOIN customers c ON c.customer_no = found.customer_no
WHERE c.closed_on IS NULL AND
    -- include in_scope
ORDER BY found.customer_no, found.field, found.value LIMIT :limit;
