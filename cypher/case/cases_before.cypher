// Cases below a number, the latest first.
// $before  only cases below this one
// $limit   at most so many
// Index: case_no; linear in the limit.
// Example: {before: 1000000, limit: 50}
MATCH (c:Case) WHERE c.case_no < $before
RETURN c.case_no AS case_no, c.title AS title, c.made_at AS made_at, c.run_id AS run_id,
    c.model AS model, c.customers AS customers, c.bank_loss AS bank_loss, c.currency AS currency
ORDER BY case_no DESC LIMIT $limit;
