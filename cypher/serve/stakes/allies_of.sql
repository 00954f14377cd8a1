-- The kin of some customers by some relations, and the other parties to their records of control on
-- some bases that are valid on a day; each pair once a relation or basis.
-- :customer_ids  the customers, a JSON list
-- :relations     the relations that count, a JSON list
-- :bases         the bases of records that count, a JSON list
-- :on            the day
-- Index: customers.customer_id, both ends of kinships and controls; linear in the kin and the
--        records of the customers.
-- Example: {"customer_ids": "[\"P1\"]", "relations": "[\"spouse\"]",
--           "bases": "[\"agreement\"]", "on": "2025-12-31"}
WITH wanted AS MATERIALIZED (
    SELECT customer_no FROM customers
    WHERE customer_id IN (SELECT value FROM json_each(:customer_ids))
)
SELECT a.customer_id AS a_id, b.customer_id AS b_id, tie.relation
FROM (
    SELECT k.a_no, k.b_no, k.relation FROM wanted w JOIN kinships k ON k.a_no = w.customer_no
    WHERE k.relation IN (SELECT value FROM json_each(:relations)) AND k.closed_on IS NULL
    UNION
    SELECT k.a_no, k.b_no, k.relation FROM wanted w JOIN kinships k ON k.b_no = w.customer_no
    WHERE k.relation IN (SELECT value FROM json_each(:relations)) AND k.closed_on IS NULL
    UNION
    SELECT c.controller_no, c.controlled_no, c.basis
    FROM wanted w JOIN controls c ON c.controller_no = w.customer_no
    WHERE c.basis IN (SELECT value FROM json_each(:bases)) AND c.closed_on IS NULL
        AND ifnull(c.from_on, '') <= :on AND (c.to_on IS NULL OR :on < c.to_on)
    UNION
    SELECT c.controller_no, c.controlled_no, c.basis
    FROM wanted w JOIN controls c ON c.controlled_no = w.customer_no
    WHERE c.basis IN (SELECT value FROM json_each(:bases)) AND c.closed_on IS NULL
        AND ifnull(c.from_on, '') <= :on AND (c.to_on IS NULL OR :on < c.to_on)
) tie
JOIN customers a ON a.customer_no = tie.a_no
JOIN customers b ON b.customer_no = tie.b_no
WHERE a.closed_on IS NULL AND b.closed_on IS NULL
ORDER BY a_id, b_id, tie.relation;
