// Open customers whose name or id contains a text; those where either begins with it come first.
// $text         the text, as `search_key` makes it
// $kind         only of this kind; '' for all
// $tag_id       only holders of this tag; '' for all
// $grade        only holders in this grade; '' for all
// $for_marketing  whether to leave out customers who refused to be approached
// $run_id       the run in which they hold it
// $after_place  only after this place and id: -1 and '' to begin with
// $after_id     see above
// $limit        at most so many
// Index: customer_search; linear in the matches.
// Example: {text: "acme", kind: "", tag_id: "", grade: "", for_marketing: false,
//           run_id: 1, after_place: -1,
//           after_id: "", limit: 50}
MATCH (c:Customer) WHERE c.search_text CONTAINS $text
WITH c, CASE WHEN '\n' + c.search_text CONTAINS '\n' + $text THEN 0 ELSE 1 END AS place
WHERE c.closed_on IS NULL AND ($kind = '' OR c.kind = $kind)
    AND (NOT $for_marketing OR coalesce(c.marketing_consent, true))
    AND (place > $after_place OR place = $after_place AND c.customer_id > $after_id)
    AND ($tag_id = '' OR EXISTS {
        MATCH (c)-[h:HELD]->(:Tag {tag_id: $tag_id})
        WHERE ($grade = '' OR h.grade = $grade)
            AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) })
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name, c.is_client AS is_client,
    c.region AS region, c.branch AS branch, place
ORDER BY place, c.customer_id LIMIT $limit;
