-- The open records about any of some numbers, in the order of both.
-- :customer_ids  the numbers, a JSON list
-- Index: customers.customer_id, same_as' primary key, same_as_other; linear in the answer.
-- Example: {"customer_ids": "[\"P1\"]"}
WITH wanted AS MATERIALIZED (
    SELECT c.customer_no
    FROM json_each(:customer_ids) asked JOIN customers c ON c.customer_id = asked.value
)
SELECT a.customer_id, b.customer_id AS other_id, ifnull(s.verdict, 'same') AS verdict,
    ifnull(s.basis, '') AS basis, s.first_load_no, ifnull(l.started_at, 0) AS since_at
FROM (
    SELECT customer_no, other_no FROM same_as
    WHERE customer_no IN (SELECT customer_no FROM wanted)
    UNION
    SELECT customer_no, other_no FROM same_as
    WHERE other_no IN (SELECT customer_no FROM wanted)
) pair
JOIN same_as s ON s.customer_no = pair.customer_no AND s.other_no = pair.other_no
JOIN customers a ON a.customer_no = s.customer_no AND a.closed_on IS NULL
JOIN customers b ON b.customer_no = s.other_no AND b.closed_on IS NULL
LEFT JOIN loads l ON l.load_no = s.first_load_no
WHERE s.closed_on IS NULL
ORDER BY a.customer_id, b.customer_id;
