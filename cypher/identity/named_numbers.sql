-- The open customers of whom a record or a decision says anything beside another.
-- Index: none, all rows are wanted; linear in the records, customers by their numbers.
WITH named AS (
    SELECT customer_no FROM same_as WHERE closed_on IS NULL
    UNION
    SELECT other_no FROM same_as WHERE closed_on IS NULL
    UNION
    SELECT c.customer_no
    FROM decisions d JOIN customer_tokens t ON t.token IN (d.subject, d.other)
    JOIN customers c ON c.customer_id = t.customer_id
    WHERE d.subject_kind = 'identity' AND d.about_no IS NULL AND
        -- include decision_state
        = 'in_force'
)
SELECT c.customer_no, c.customer_id, c.source, c.is_client
FROM named n JOIN customers c ON c.customer_no = n.customer_no
WHERE c.closed_on IS NULL;
