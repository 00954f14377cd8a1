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
pairs AS (
    SELECT iif(s.outgoing, s.customer_no, o.customer_no) AS a_no,
        iif(s.outgoing, o.customer_no, s.customer_no) AS b_no,
        (SELECT count(*) FROM (
            SELECT 1 FROM transactions t
            WHERE t.from_no = iif(s.outgoing, s.account_no, s.other_no)
                AND t.to_no = iif(s.outgoing, s.other_no, s.account_no)
                AND (:with_ended OR t.closed_on IS NULL)
            LIMIT 3)) AS payments,
        s.customer_no AS of_no
    FROM steps s
    JOIN account_holders o ON o.account_no = s.other_no
    WHERE o.role <> 'authorised' AND (:with_ended OR o.closed_on IS NULL)
        AND o.customer_no <> s.customer_no
        AND s.customer_no NOT IN (SELECT customer_no FROM hubs)
)
SELECT from_id, to_id, payments FROM (
    SELECT w.customer_id AS from_id, '' AS to_id, 0 AS payments
    FROM hubs JOIN wanted w ON w.customer_no = hubs.customer_no
    UNION ALL
    SELECT a.customer_id, b.customer_id, min(3, max(p.payments))
    FROM (
        SELECT a_no, b_no, sum(payments) AS payments FROM pairs GROUP BY a_no, b_no, of_no
    ) p
    JOIN customers a ON a.customer_no = p.a_no
    JOIN customers b ON b.customer_no = p.b_no
    GROUP BY p.a_no, p.b_no
)
ORDER BY from_id, to_id LIMIT :limit;
