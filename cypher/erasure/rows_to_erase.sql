-- How many rows tell of some numbers of a customer, by sort.
-- :customer_ids  the numbers, a JSON list
-- :quoted        their ids within JSON, with quotation marks, a JSON list
-- Index: customers.customer_id and the primary keys; linear in all holdings and source rows, which
--        may name anybody.
-- Example: {"customer_ids": "[\"P1\"]", "quoted": "[\"\\\"P1\\\"\"]"}
WITH own AS (
    SELECT c.customer_no, c.customer_id FROM json_each(:customer_ids) asked
    JOIN customers c ON c.customer_id = asked.value)
SELECT 'customers' AS part, count(*) AS rows FROM own
UNION ALL
SELECT 'identifiers', count(*) FROM identifiers WHERE customer_no IN (SELECT customer_no FROM own)
UNION ALL
SELECT 'consents', count(*) FROM consents WHERE customer_no IN (SELECT customer_no FROM own)
UNION ALL
SELECT 'source_rows', count(*) FROM source_rows s
WHERE (s.record = 'customers' AND s.key IN (SELECT customer_id FROM own))
    OR (s.record <> 'customers'
        AND EXISTS (SELECT 1 FROM json_each(:quoted) q WHERE instr(s.said, q.value)))
UNION ALL
SELECT 'holdings', count(*) FROM holdings WHERE customer_no IN (SELECT customer_no FROM own)
UNION ALL
SELECT 'holdings_of_others', count(*) FROM holdings h
WHERE h.customer_no NOT IN (SELECT customer_no FROM own)
    AND (h.subject IN (SELECT customer_id FROM own) OR EXISTS (
        SELECT 1 FROM json_each(:quoted) q
        WHERE instr(h.evidence, q.value) OR instr(h.value, q.value)))
UNION ALL
SELECT 'customer_tokens', count(*) FROM customer_tokens
WHERE customer_id IN (SELECT customer_id FROM own)
ORDER BY part;
