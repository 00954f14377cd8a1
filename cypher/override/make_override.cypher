// Makes an override, unless one of this customer is in force in the group already.
// $override_id  its id
// $group_id     the group
// $customer_id  the customer
// $decision     in or out
// $reason       why
// $author       who decides
// $now          the instant, in milliseconds since 1970
// Index: override_in_force; one node.
// Example: {override_id: "OV-1", group_id: "G1", customer_id: "C1", decision: "in", reason: "r", author: "a", now: 1}
MATCH (c:Customer {customer_id: $customer_id})
MERGE (o:Override {group_id: $group_id, customer_id: c.customer_id, in_force: true})
ON CREATE SET o.override_id = $override_id, o.decision = $decision, o.reason = $reason,
    o.author = $author, o.made_at = datetime({epochMillis: $now});
