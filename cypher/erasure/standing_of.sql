-- What stands on a day between the bank and some numbers of a customer, by kind and id.
-- :customer_ids  the numbers, a JSON list
-- :on            the day
-- Index: customers.customer_id, exposures_customer, guarantees_guarantor, guarantees_borrower,
--        account_holders_customer; linear in what the customer has.
-- Example: {"customer_ids": "[\"P1\"]", "on": "2025-12-31"}
WITH own AS (
    SELECT c.customer_no FROM json_each(:customer_ids) asked
    JOIN customers c ON c.customer_id = asked.value)
SELECT 'exposure' AS kind, e.exposure_id AS standing_id
FROM own CROSS JOIN exposures e ON e.customer_no = own.customer_no
WHERE e.closed_on IS NULL AND
    -- include unsettled
UNION
SELECT 'guarantee', g.guarantee_id
FROM guarantees g
WHERE (g.guarantor_no IN (SELECT customer_no FROM own)
        OR g.borrower_no IN (SELECT customer_no FROM own))
    AND g.closed_on IS NULL AND (g.to_on IS NULL OR :on < g.to_on) AND ifnull(g.amount, 1) <> 0
UNION
SELECT 'account', a.account_id
FROM own CROSS JOIN account_holders h ON h.customer_no = own.customer_no
CROSS JOIN accounts a ON a.account_no = h.account_no
WHERE h.closed_on IS NULL AND a.closed_on IS NULL AND NOT a.external
    AND ifnull(a.status, '') NOT IN ('closed', '销户', '已销户') AND ifnull(a.balance, 1) <> 0
ORDER BY kind, standing_id;
