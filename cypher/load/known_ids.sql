-- Those of some ids that customers, accounts or declared groups have, with their numbers.
-- :target  customers, accounts or groups
-- :ids     the ids, a list
-- Index: customer_id, account_id or group_id; linear in the ids.
-- Example: {"target": "customers", "ids": "[\"C1\"]"}
SELECT customer_id AS id, customer_no AS no FROM json_each(:ids)
JOIN customers ON customer_id = value WHERE :target = 'customers'
UNION ALL
SELECT account_id, account_no FROM json_each(:ids)
JOIN accounts ON account_id = value WHERE :target = 'accounts'
UNION ALL
SELECT group_id, 0 FROM json_each(:ids)
JOIN groups ON group_id = value WHERE :target = 'groups'
ORDER BY id;
