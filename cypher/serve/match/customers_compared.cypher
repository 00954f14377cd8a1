// The customers of some numbers in scope, closed ones too, by their numbers.
// $numbers  the numbers
// Index: customer_no; linear in the numbers.
// Example: {numbers: [1, 2]}
MATCH (c:Customer) WHERE c.customer_no IN $numbers AND
    // include in_scope
RETURN c.customer_no AS customer_no, c.customer_id AS customer_id, c.kind AS kind, c.name AS name,
    c.former_name AS former_name, c.earlier_names AS earlier_names, c.is_client AS is_client,
    c.id_type AS id_type, c.id_number AS id_number, c.id_normalised AS id_normalised,
    c.birth_on AS birth_on, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, c.closed_on AS closed_on
ORDER BY customer_no;
