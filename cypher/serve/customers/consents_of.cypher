// Every consent that customers in scope gave or refused, with what proves it, the latest first.
// $customer_ids  the numbers of the customer
// Index: customer_id; linear in the customer's consents.
// Example: {customer_ids: ["P1"]}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})
WHERE
    // include in_scope
MATCH (c)-[:HAS_CONSENT]->(x:Consent)
RETURN c.customer_id AS customer_id, x.purpose AS purpose, x.status AS status, x.channel AS channel,
    x.at AS at, x.until AS until, x.source AS source, x.load_no AS load_no,
    x.closed_on IS NOT NULL AS ended,
    COLLECT {
        UNWIND keys(x) AS key
        WITH key WHERE key STARTS WITH 'x_'
        RETURN [key, x[key]] ORDER BY key
    } AS attributes
ORDER BY at DESC, customer_id, purpose, channel;
