// Who came to a derived group in a run, and who went, by customer: the holdings that made it a member.
// $group_id  the group
// $run_id    the run
// $limit     at most so many
// Index: held_group; linear in the memberships of the group ever.
// Example: {group_id: "CG-1", run_id: 2, limit: 100}
MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(t:Tag)
    USING INDEX h:HELD(group_id)
WHERE (h.since_run = $run_id OR h.until_run = $run_id)
    AND NOT EXISTS {
        MATCH (c)-[other:HELD]->(t)
        WHERE other.group_id = $group_id AND CASE WHEN h.since_run = $run_id
            THEN other.until_run = $run_id ELSE other.since_run = $run_id END }
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind,
    h.since_run = $run_id AS joined, h.version AS version, h.evidence AS evidence,
    // include in_scope
    AS in_scope
ORDER BY customer_id, joined LIMIT $limit;
