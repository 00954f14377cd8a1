// Whether the customer `c`, found by any of its numbers, passes all filters of a search.
// $tag_id, $grade  only holders of this tag, in this grade; '' for all
// $for_marketing   whether to leave out customers who refused to be approached
// $run_id          the run in which they hold it
// include filtered
    AND (NOT $for_marketing OR
    // include approachable
    )
    AND ($tag_id = '' OR EXISTS {
        MATCH (c)-[ks:KNOWN_AS*0..1]->(:Customer)-[h:HELD]->(:Tag {tag_id: $tag_id})
        WHERE all(k IN ks WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
            AND ($grade = '' OR h.grade = $grade)
            AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) })
