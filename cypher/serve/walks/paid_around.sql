-- Whom some customers paid and who paid them, each pair and direction once, with the number of
-- payments up to three. A hub, of which more than :most accounts are around, comes as a row of its
-- own whose `to_id` is empty, without pairs.
-- :customer_ids  the customers, a JSON list
-- :most          so many make no hub yet
-- :with_ended    whether payments and holders that are closed count too
-- :limit         at most so many rows
-- Index: customers.customer_id, account_holders' indexes, transactions_from, transactions_to;
-- linear in the accounts found, at most :most + 1 for each account and direction.
-- Example: {"customer_ids": "[\"P1\"]", "most": 100, "with_ended": false, "limit": 500}
WITH RECURSIVE
-- include counterparts
, hubs AS MATERIALIZED (
    SELECT s.customer_no FROM steps s WHERE s.other_no IS NOT NULL
    GROUP BY s.customer_no HAVING count(DISTINCT s.other_no) > :most
),
followed AS (
    SELECT * FROM steps WHERE customer_no NOT IN (SELECT customer_no FROM hubs)
),
-- include paid_pairs
ORDER BY from_id, to_id LIMIT :limit;
