-- Whom customers paid and who paid them: hubs, each as a row whose `to_id` is empty, and pairs with
-- the number of payments up to three. Of `steps` those count that are in `followed`.
-- :most        so many make no hub yet
-- :with_ended  whether payments and holders that are closed count too
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
    FROM followed s
    JOIN account_holders o ON o.account_no = s.other_no
    WHERE o.role <> 'authorised' AND (:with_ended OR o.closed_on IS NULL)
        AND o.customer_no <> s.customer_no
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
