// Some numbers of a customer, in the order of their ids; each consent is one text.
// $customer_ids  the numbers
// Index: customer_id; linear in the numbers and their consents.
// Example: {customer_ids: ["P1"]}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
RETURN c.customer_id AS customer_id, c.name AS name, c.former_name AS former_name,
    c.earlier_names AS earlier_names, c.id_type AS id_type, c.id_number AS id_number,
    c.id_normalised AS id_normalised,
    COLLECT {
        MATCH (c)-[:HAS_CONSENT]->(s:Consent)
        WITH s.purpose + '|' + s.channel + '|' + toString(s.at.epochMillis) + '|' + s.status + '|'
            + coalesce(toString(s.until), '') AS said
        RETURN said ORDER BY said } AS consents
ORDER BY customer_id;
