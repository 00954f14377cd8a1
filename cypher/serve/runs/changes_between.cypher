// What differs between two runs, by customer, tag and subject: gained, lost or changed.
// $earlier, $later  the two runs
// $run_id           the one whose identities count
// $tag_id           only this tag; '' for all
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which a consent must hold
// $after_id, $after_tag, $after_subject  only after these: '' each to begin with
// $limit            at most so many
// Index: held_since_customer, held_until_customer; linear in what changed between the runs.
// Example: {earlier: 1, later: 2, run_id: 2, tag_id: "", consent: "", today: "2025-12-31",
//           after_id: "", after_tag: "", after_subject: "", limit: 50}
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
WITH c, t, c.customer_id AS customer_id, tag_id, subject
WHERE ($tag_id = '' OR tag_id = $tag_id)
    AND
    // include approachable
    AND (customer_id > $after_id OR customer_id = $after_id AND (
        tag_id > $after_tag OR tag_id = $after_tag AND subject > $after_subject))
OPTIONAL MATCH (c)-[old:HELD]->(t)
WHERE old.subject = subject AND old.since_run <= $earlier
    AND coalesce($earlier < old.until_run, true)
OPTIONAL MATCH (c)-[new:HELD]->(t)
WHERE new.subject = subject AND new.since_run <= $later AND coalesce($later < new.until_run, true)
WITH customer_id, tag_id, subject, old, new
WHERE NOT (old IS NULL AND new IS NULL) AND coalesce(old.digest <> new.digest, true)
RETURN customer_id, tag_id, subject,
    CASE WHEN old IS NULL THEN 'gained' WHEN new IS NULL THEN 'lost' ELSE 'changed' END AS change,
    old.grade AS grade_before, new.grade AS grade_after,
    old.score AS score_before, new.score AS score_after
ORDER BY customer_id, tag_id, subject LIMIT $limit;
