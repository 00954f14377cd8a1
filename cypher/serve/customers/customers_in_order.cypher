// Open customers by id.
// $kind      only of this kind; '' for all
// $after_id  only after this id
// $limit     at most so many
// Index: customer_id; linear in the limit (and in those of other kinds passed over).
// Example: {kind: "", after_id: "", limit: 50}
MATCH (c:Customer)
WHERE c.customer_id > $after_id AND c.closed_on IS NULL AND ($kind = '' OR c.kind = $kind)
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name, c.is_client AS is_client,
    c.region AS region, c.branch AS branch, 0 AS place
ORDER BY c.customer_id LIMIT $limit;
