// How many customers a list for marketing leaves out, whatever they hold, by the reason.
// $kind                  only customers of this kind; '' for all
// $relationship_manager  only customers of this manager; '' for all
// $branch                only customers of this branch; '' for all
// $region                only customers of this region; '' for all
// $industry              only customers of this industry; '' for all
// $is_client             'true': only clients, 'false': only others; '' for all
// $consent               whose consent counts: opt_in, opt_out; '' names everybody
// $today                 the day on which a consent must hold
// $run_id                the run whose identities count
// Index: customer_id; linear in the customers.
// Example: {kind: "", relationship_manager: "", branch: "", region: "", industry: "", is_client:
//           "", consent: "opt_in", today: "2025-12-31", run_id: 1}
MATCH (c:Customer) WHERE c.customer_id > ''
    AND
    // include filtered
    AND
    // include known
WITH
    // include left_out
    AS left_out
WHERE left_out <> ''
RETURN left_out, count(*) AS customers ORDER BY left_out;
