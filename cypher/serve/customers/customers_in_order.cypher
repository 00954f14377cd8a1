// Open customers by id, each under the number that it is known by.
// $kind                  only customers of this kind; '' for all
// $relationship_manager  only customers of this manager; '' for all
// $branch                only customers of this branch; '' for all
// $region                only customers of this region; '' for all
// $industry              only customers of this industry; '' for all
// $is_client             'true': only clients, 'false': only others; '' for all
// $consent               whose consent counts: opt_in, opt_out; '' names everybody
// $today                 the day on which a consent must hold
// $run_id                the run whose identities count
// $after_id              only after this id
// $limit                 at most so many
// Index: customer_id; linear in the limit, and in those passed over by the filters.
// Example: {kind: "", relationship_manager: "", branch: "", region: "", industry: "", is_client:
//           "", consent: "", today: "2025-12-31", run_id: 1, after_id: "", limit: 50}
MATCH (c:Customer)
WHERE c.customer_id > $after_id AND c.closed_on IS NULL
    AND
    // include filtered
    AND
    // include known
    AND
    // include approachable
RETURN c.customer_no AS customer_no, c.customer_id AS customer_id, c.kind AS kind,
    c.name AS name, c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, c.former_name AS former_name,
    c.earlier_names AS earlier_names, c.id_number AS id_number,
    c.search_text AS search_text, null AS amount
ORDER BY customer_id LIMIT $limit;
