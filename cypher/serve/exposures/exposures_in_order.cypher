// Exposures to customers in scope by id, settled ones too.
// $status                only those that stand so; '' for all
// $overdue               'true': only overdue ones, 'false': only others; '' for all
// $five_class            only those of this class; '' for all
// $group_id              only those to members of this group; '' for all
// $relationship_manager  only those to customers of this manager; '' for all
// $branch                only those to customers of this branch; '' for all
// $run_id                the run whose identities and groups count
// $factors               by kind what part of what is not drawn counts
// $on                    the day on which one may be overdue
// $after_id              only after this exposure
// $limit                 at most so many
// Index: exposure_id; linear in those passed over until the limit is reached.
// Example: {status: "", overdue: "true", five_class: "", group_id: "", relationship_manager: "",
//           branch: "", run_id: 1, factors: {}, on: "2025-12-31", after_id: "", limit: 50}
MATCH (e:Exposure)<-[:HAS_EXPOSURE]-(c:Customer)
WHERE e.exposure_id > $after_id AND e.closed_on IS NULL
    AND
    // include in_scope
    AND ($status = '' OR coalesce(nullIf(e.status, 'normal'), 'active') = $status)
    AND ($five_class = '' OR e.five_class = $five_class)
    AND ($overdue = '' OR ($overdue = 'true') =
        // include is_overdue
        )
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(other:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH e, c, coalesce(other, c) AS known
WHERE ($relationship_manager = '' OR known.relationship_manager = $relationship_manager)
    AND ($branch = '' OR known.branch = $branch)
    AND ($group_id = '' OR EXISTS {
        MATCH (known)-[h:HELD {group_id: $group_id}]->(:Tag)
        WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) }
        OR any(one IN [known, c] WHERE EXISTS {
            MATCH (one)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
            WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL }))
RETURN
    // include exposure_row
ORDER BY exposure_id LIMIT $limit;
