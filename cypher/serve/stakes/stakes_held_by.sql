-- What any of some customers own or control on a day: holdings and records, records first, then
-- the largest holdings. A person is owned by nobody, and closed customers do not count.
-- :customer_ids  the customers, a JSON list
-- :on            the day
-- :limit         at most so many
-- Index: customers.customer_id, ownerships_key, controls_key; linear in the stakes
--        that they hold.
-- Example: {"customer_ids": "[\"P1\"]", "on": "2025-12-31", "limit": 500}
WITH wanted AS MATERIALIZED (
    SELECT customer_no FROM customers
    WHERE customer_id IN (SELECT value FROM json_each(:customer_ids))
)
SELECT stake.type, a.customer_id AS owner_id, b.customer_id AS owned_id, stake.share, stake.votes,
    stake.basis, stake.load_no
FROM (
    SELECT 'OWNS' AS type, s.owner_no AS owner_no, s.owned_no AS owned_no, s.share, s.votes,
        NULL AS basis, s.load_no
    FROM wanted w JOIN ownerships s ON s.owner_no = w.customer_no
    WHERE s.closed_on IS NULL
        AND ifnull(s.from_on, '') <= :on AND (s.to_on IS NULL OR :on < s.to_on)
    UNION ALL
    SELECT 'CONTROLS' AS type, s.controller_no AS owner_no, s.controlled_no AS owned_no, NULL, NULL,
        s.basis, s.load_no
    FROM wanted w JOIN controls s ON s.controller_no = w.customer_no
    WHERE s.closed_on IS NULL
        AND ifnull(s.from_on, '') <= :on AND (s.to_on IS NULL OR :on < s.to_on)
) stake
JOIN customers a ON a.customer_no = stake.owner_no
JOIN customers b ON b.customer_no = stake.owned_no
WHERE a.closed_on IS NULL AND b.closed_on IS NULL AND b.kind <> 'person'
ORDER BY stake.type, ifnull(stake.share + stake.votes, 0.0) DESC, owned_id, owner_id, stake.share,
    stake.basis, stake.load_no
LIMIT :limit;
