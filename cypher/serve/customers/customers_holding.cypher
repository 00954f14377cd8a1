// Open customers who hold a tag, by id; each once, however often they hold it.
// $tag_id         the tag
// $grade          only in this grade; '' for all
// $kind           only customers of this kind; '' for all
// $for_marketing  whether to leave out customers who refused to be approached
// $run_id         the run
// $after_id       only after this id
// $limit          at most so many
// Index: held_tag; linear in the tag's holdings.
// Example: {tag_id: "guarantee_circle", grade: "", kind: "", for_marketing: false, run_id: 1,
//           after_id: "", limit: 50}
MATCH (c:Customer)-[h:HELD]->(:Tag)
WHERE h.tag_id = $tag_id AND ($grade = '' OR h.grade = $grade)
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND c.closed_on IS NULL AND c.customer_id > $after_id AND ($kind = '' OR c.kind = $kind)
    AND (NOT $for_marketing OR coalesce(c.marketing_consent, true))
WITH DISTINCT c
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name, c.is_client AS is_client,
    c.region AS region, c.branch AS branch, 0 AS place
ORDER BY customer_id LIMIT $limit;
