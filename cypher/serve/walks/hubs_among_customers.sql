-- Which of some customers are hubs: more than :most accounts paid theirs or were paid by them.
-- :customer_ids  the customers, a JSON list
-- :most          so many make no hub yet
-- :with_ended    whether payments and holders that are closed count too
-- Index: customers.customer_id, account_holders_customer, transactions_from, transactions_to;
-- linear in the accounts found, at most :most + 1 for each account and direction.
-- Example: {"customer_ids": "[\"P1\"]", "most": 100, "with_ended": false}
WITH RECURSIVE
-- include counterparts
SELECT 'Customer' AS label, w.customer_id AS id
FROM steps s JOIN wanted w ON w.customer_no = s.customer_no
WHERE s.other_no IS NOT NULL
GROUP BY w.customer_id HAVING count(DISTINCT s.other_no) > :most
ORDER BY id;
