-- What some customers paid some others, added up by currency, in the order of the pairs; what was
-- paid by records that are closed now stands apart.
-- :pairs       the payer and the payee of each pair, a JSON list of lists
-- :with_ended  whether payments and holders that are closed count too
-- Index: customers.customer_id, account_holders_customer, transactions_from; linear in the
-- payments between the pairs.
-- Example: {"pairs": "[[\"P1\", \"P2\"]]", "with_ended": false}
WITH pairs AS MATERIALIZED (
    SELECT DISTINCT a.customer_no AS a_no, a.customer_id AS from_id,
        b.customer_no AS b_no, b.customer_id AS to_id
    FROM json_each(:pairs) pair
    JOIN customers a ON a.customer_id = pair.value ->> 0
    JOIN customers b ON b.customer_id = pair.value ->> 1
)
SELECT 'PAID' AS type, 'Customer' AS from_label, pairs.from_id, 'Customer' AS to_label,
    pairs.to_id, max(e.load_no) AS load_no,
    json_object('payments', count(*), 'amount', sum(e.amount), 'currency', e.currency,
        'last_at', strftime('%Y-%m-%dT%H:%M:%fZ', max(e.at) / 1000.0, 'unixepoch')) AS properties,
    ha.closed_on IS NOT NULL OR hb.closed_on IS NOT NULL OR e.closed_on IS NOT NULL AS ended
FROM pairs
CROSS JOIN account_holders ha ON ha.customer_no = pairs.a_no
CROSS JOIN account_holders hb ON hb.customer_no = pairs.b_no
CROSS JOIN transactions e ON e.from_no = ha.account_no AND e.to_no = hb.account_no
WHERE ha.role <> 'authorised' AND hb.role <> 'authorised'
    AND (:with_ended OR ha.closed_on IS NULL AND hb.closed_on IS NULL AND e.closed_on IS NULL)
GROUP BY pairs.from_id, pairs.to_id, e.currency, ended
ORDER BY pairs.from_id, pairs.to_id, ended, e.currency;
