// Whether the customer `c`, found by any of its numbers, passes all filters of a search.
// $tag_id, $grade  only holders of this tag, in this grade; '' for all
// $consent         whose consent counts: opt_in, opt_out; '' names everybody
// $today           the day on which a consent must hold
// $run_id          the run in which they hold it
// include filtered
    AND
    // include approachable
    AND ($tag_id = '' OR EXISTS {
        MATCH (c)-[ks:KNOWN_AS*0..1]->(:Customer)-[h:HELD]->(:Tag {tag_id: $tag_id})
        WHERE all(k IN ks WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
            AND ($grade = '' OR h.grade = $grade)
            AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) })
