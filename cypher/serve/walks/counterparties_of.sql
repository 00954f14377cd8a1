-- Whom one customer paid and who paid it, hub or not: as paid_around, for those of its accounts'
-- counterparties that come first by number, so many of each account and direction. Where there are
-- more, a row whose `to_id` is empty says so.
-- :customer_ids  the customer, a JSON list of one
-- :most          at most so many counterparties
-- :with_ended    whether payments and holders that are closed count too
-- Index: customers.customer_id, account_holders' indexes, transactions_from, transactions_to;
-- linear in the accounts found, at most :most + 1 for each account and direction.
-- Example: {"customer_ids": "[\"P1\"]", "most": 100, "with_ended": false}
WITH RECURSIVE
-- include counterparts
, hubs AS MATERIALIZED (
    SELECT s.customer_no FROM steps s WHERE s.other_no IS NOT NULL
    GROUP BY s.customer_no HAVING count(DISTINCT s.other_no) > :most
),
followed AS (
    SELECT * FROM steps
),
-- include paid_pairs
ORDER BY from_id, to_id;
