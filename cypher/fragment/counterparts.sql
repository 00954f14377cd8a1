-- `steps`: the accounts that those of some customers paid or were paid by, each once, in the order
-- of their numbers: it skips along the index from one to the next, whatever the payments between.
-- At most :most + 1 for an account and direction. The outside is none of them.
-- :customer_ids  the customers, a JSON list
-- :most          at most so many accounts, and one more
-- :with_ended    whether payments and holders that are closed count too
wanted AS MATERIALIZED (
    SELECT customer_no, customer_id FROM customers
    WHERE customer_id IN (SELECT value FROM json_each(:customer_ids))
),
own AS MATERIALIZED (
    SELECT h.customer_no, h.account_no
    FROM wanted w JOIN account_holders h ON h.customer_no = w.customer_no
    WHERE h.role <> 'authorised' AND (:with_ended OR h.closed_on IS NULL)
),
steps (customer_no, account_no, outgoing, other_no, step) AS (
    SELECT o.customer_no, o.account_no, 1,
        (SELECT t.to_no FROM transactions t
            WHERE t.from_no = o.account_no AND t.to_no > 0
                AND (:with_ended OR t.closed_on IS NULL) ORDER BY t.to_no LIMIT 1), 1
    FROM own o
    UNION ALL
    SELECT o.customer_no, o.account_no, 0,
        (SELECT t.from_no FROM transactions t
            WHERE t.to_no = o.account_no AND t.from_no > 0
                AND (:with_ended OR t.closed_on IS NULL) ORDER BY t.from_no LIMIT 1), 1
    FROM own o
    UNION ALL
    SELECT s.customer_no, s.account_no, s.outgoing,
        CASE s.outgoing
            WHEN 1 THEN (SELECT t.to_no FROM transactions t
                WHERE t.from_no = s.account_no AND t.to_no > s.other_no
                    AND (:with_ended OR t.closed_on IS NULL) ORDER BY t.to_no LIMIT 1)
            ELSE (SELECT t.from_no FROM transactions t
                WHERE t.to_no = s.account_no AND t.from_no > s.other_no
                    AND (:with_ended OR t.closed_on IS NULL) ORDER BY t.from_no LIMIT 1)
        END, s.step + 1
    FROM steps s WHERE s.other_no IS NOT NULL AND s.step <= :most
)
