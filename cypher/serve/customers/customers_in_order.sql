-- Open customers by id.
-- :kind      only of this kind; '' for all
-- :after_id  only after this id
-- :limit     at most so many
-- Index: customers.customer_id; linear in the limit (and in those of other kinds passed over).
-- Example: {"kind": "", "after_id": "", "limit": 50}
SELECT c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, 0 AS place
FROM customers c
WHERE c.customer_id > :after_id AND c.closed_on IS NULL AND (:kind = '' OR c.kind = :kind)
ORDER BY c.customer_id LIMIT :limit;
