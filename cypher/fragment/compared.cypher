// What differs between two runs: customer_id, tag_id, subject, and its holdings `old` and `new`. It
// `slid` where nothing but its grade, rank or facts differs: the score, the value but for a rank, the
// edges and the rule are the same, so others moved it. `left_out` says why a list for marketing leaves
// it out, '' where it does not: holdings of tags of `complete` stay.
// $earlier, $later  the two runs; $low and $high are these two, the smaller first
// $run_id           the one whose identities count
// $tag_id           only this tag; '' for all
// $every_tag        whether all tags may be told of; else those of $told_tags, a list
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  see the fragment `filtered`
// $complete         tags that are not for marketing
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which a consent must hold
CALL () {
  MATCH (c:Customer)-[h:HELD]->(t:Tag)
    USING INDEX h:HELD(since_run, customer_no)
  WHERE $low < h.since_run <= $high AND h.customer_no IS NOT NULL
  RETURN c, t, h.tag_id AS tag_id, h.subject AS subject
  UNION
  MATCH (c:Customer)-[h:HELD]->(t:Tag)
    USING INDEX h:HELD(until_run, customer_no)
  WHERE $low < h.until_run <= $high AND h.customer_no IS NOT NULL
  RETURN c, t, h.tag_id AS tag_id, h.subject AS subject
}
WITH c, t, tag_id, subject WHERE ($tag_id = '' OR tag_id = $tag_id)
    AND ($every_tag OR tag_id IN $told_tags) AND
    // include filtered
OPTIONAL MATCH (c)-[old:HELD]->(t)
WHERE old.subject = subject AND old.since_run <= $earlier
    AND coalesce($earlier < old.until_run, true)
OPTIONAL MATCH (c)-[new:HELD]->(t)
WHERE new.subject = subject AND new.since_run <= $later AND coalesce($later < new.until_run, true)
WITH c, tag_id, subject, old, new
WHERE NOT (old IS NULL AND new IS NULL) AND coalesce(old.digest <> new.digest, true)
WITH c, tag_id, subject, old, new,
    coalesce(split(old.value, '"rank":')[1], '') AS ranked,
    coalesce(split(new.value, '"rank":')[1], '') AS ranked_now,
    CASE WHEN $consent = '' OR tag_id IN $complete THEN '' ELSE
    // include left_out
    END AS left_out
WITH c.customer_id AS customer_id, c.name AS name,
    c.relationship_manager AS relationship_manager, tag_id, subject, old, new, left_out,
    coalesce(
        old.version = new.version AND old.score = new.score
        AND split(old.value, '"rank":')[0] = split(new.value, '"rank":')[0]
        // Behind the rank, which ends at a comma or a brace.
        AND substring(ranked, size(split(split(ranked, ',')[0], '}')[0]))
            = substring(ranked_now, size(split(split(ranked_now, ',')[0], '}')[0]))
        AND split(old.evidence, '],"facts":')[0] = split(new.evidence, '],"facts":')[0],
        false) AS slid
