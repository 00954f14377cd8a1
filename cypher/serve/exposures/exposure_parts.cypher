// What all exposures to a customer add up to before their cover, and what counts; not settled ones.
// $run_id    the run whose identities count
// $factors   by kind what part of what is not drawn counts
// $currency  the currency
// Index: exposure_id; linear in the exposures.
// Example: {run_id: 1, factors: {}, currency: "CNY"}
MATCH (e:Exposure)<-[:HAS_EXPOSURE]-(c:Customer)
WHERE e.exposure_id > '' AND e.closed_on IS NULL AND e.currency = $currency AND
    // include unsettled
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(other:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH e, coalesce(other, c) AS known
RETURN known.customer_id AS customer_id, known.name AS name, known.kind AS kind,
    known.is_client AS is_client,
    sum(CASE WHEN e.kind IN ['acceptance', 'letter_of_credit', 'guarantee'] THEN 0.0 ELSE
        // include drawn
        END) AS general,
    sum(CASE e.kind WHEN 'acceptance' THEN
        // include drawn
        ELSE 0.0 END) AS acceptances,
    sum(CASE e.kind WHEN 'letter_of_credit' THEN
        // include drawn
        ELSE 0.0 END) AS letters_of_credit,
    sum(CASE e.kind WHEN 'guarantee' THEN
        // include drawn
        ELSE 0.0 END) AS guarantees,
    sum(
        // include gross
        ) AS gross,
    sum(
        // include counted
        ) AS counted
ORDER BY customer_id;
