-- How many values of each kind say nothing: open identifiers, and customers' own numbers.
-- Index: none; linear in the identifiers and the customers.
SELECT kind, count(*) AS rows FROM (
    SELECT kind FROM identifiers WHERE normalised = '' AND closed_on IS NULL
    UNION ALL
    SELECT 'id_number' FROM customers WHERE id_normalised = '' AND closed_on IS NULL
)
GROUP BY kind ORDER BY kind;
