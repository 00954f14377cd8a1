// Ends what currently counts of some numbers: it counts until a run.
// $numbers  the customers' numbers
// $run_id   the run from which on it no longer counts
// Index: known_as_customer; one relationship a number.
// Example: {numbers: [2], run_id: 3}
UNWIND $numbers AS number
MATCH (:Customer)-[k:KNOWN_AS]->(:Customer)
WHERE k.customer_no = number AND k.until_run IS NULL AND k.since_run < $run_id
SET k.until_run = $run_id;
