// Which of some customers are hubs: more than $most accounts paid theirs or were paid by them.
// $customer_ids  the customers
// $most          so many make no hub yet
// $with_ended    whether payments and holders that are closed count too
// Index: customer_id; linear in the payments of customers that are no hubs.
// Example: {customer_ids: ["P1"], most: 100, with_ended: false}
// include counterparts
WITH customer_id, hub WHERE hub
RETURN DISTINCT 'Customer' AS label, customer_id AS id ORDER BY id;
