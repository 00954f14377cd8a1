-- When the bank last dealt with some numbers of a customer: payments, exposures, guarantees.
-- :customer_ids  the numbers, a JSON list
-- Index: customers.customer_id, account_holders_customer, transactions_from, transactions_to,
--        exposures_customer, guarantees_guarantor, guarantees_borrower; linear in what the customer
--        has and paid.
-- Example: {"customer_ids": "[\"P1\"]"}
WITH own AS (
    SELECT c.customer_no FROM json_each(:customer_ids) asked
    JOIN customers c ON c.customer_id = asked.value),
held AS (
    SELECT a.account_no, max(ifnull(a.closed_on, ''), ifnull(h.closed_on, '')) AS ended_on
    FROM own CROSS JOIN account_holders h ON h.customer_no = own.customer_no
    CROSS JOIN accounts a ON a.account_no = h.account_no WHERE NOT a.external)
SELECT max(day) AS last_on FROM (
    SELECT ended_on AS day FROM held
    UNION ALL
    SELECT date(t.at / 1000, 'unixepoch') FROM held CROSS JOIN transactions t
        ON t.from_no = held.account_no
    UNION ALL
    SELECT date(t.at / 1000, 'unixepoch') FROM held CROSS JOIN transactions t
        ON t.to_no = held.account_no
    UNION ALL
    SELECT max(ifnull(e.due_on, ''), ifnull(e.closed_on, ''))
    FROM own CROSS JOIN exposures e ON e.customer_no = own.customer_no
    UNION ALL
    SELECT max(ifnull(g.to_on, ''), ifnull(g.closed_on, ''))
    FROM own CROSS JOIN guarantees g ON g.guarantor_no = own.customer_no
    UNION ALL
    SELECT max(ifnull(g.to_on, ''), ifnull(g.closed_on, ''))
    FROM own CROSS JOIN guarantees g ON g.borrower_no = own.customer_no)
WHERE day <> '';
