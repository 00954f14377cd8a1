-- Customers in scope in whose search texts each needle is found, all its phrases; closed ones too.
-- :needles  for each needle its phrases, all of which must be found: JSON
-- :limit    at most so many customers of each needle
-- Index: customer_search, once for each needle; linear in what its rarest phrase finds.
-- Example: {"needles": "[[\"¬王小明\"], [\"¶王\", \"§明\"]]", "limit": 500}
SELECT place, customer_nos FROM (
    SELECT needle.key AS place, (
        SELECT json_group_array(number) FROM (
            SELECT customer_search.rowid AS number FROM customer_search
            WHERE customer_search MATCH (
                SELECT group_concat('"' || phrase.value || '"', ' AND ')
                FROM json_each(needle.value) AS phrase)
                AND (:everyone OR EXISTS (
                    SELECT 1 FROM customers c WHERE c.customer_no = customer_search.rowid AND
                    -- include in_scope
                    ))
            ORDER BY customer_search.rowid LIMIT :limit)) AS customer_nos
    FROM json_each(:needles) AS needle)
WHERE customer_nos <> '[]'
ORDER BY place;
