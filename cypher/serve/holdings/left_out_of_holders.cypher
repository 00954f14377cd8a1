// How many holdings of a tag its list leaves out, and of how many customers, by the reason.
// $tag_id                the tag
// $grade                 only in this grade; '' for all
// $subject               only holdings about this; '' for all
// $community_id          only of members of this community; '' for all
// $kind                  only customers of this kind; '' for all
// $relationship_manager  only customers of this manager; '' for all
// $branch                only customers of this branch; '' for all
// $region                only customers of this region; '' for all
// $industry              only customers of this industry; '' for all
// $is_client             'true': only clients, 'false': only others; '' for all
// $consent               whose consent counts: opt_in, opt_out; '' names everybody
// $today                 the day on which a consent must hold
// $run_id                the run
// Index: held_tag; linear in the tag's holdings.
// Example: {tag_id: "opinion_leader", grade: "", subject: "", community_id: "", kind: "",
//           relationship_manager: "", branch: "", region: "", industry: "", is_client: "",
//           consent: "opt_in", today: "2025-12-31", run_id: 1}
// Who holds a tag is a customer: to ask its label would have all customers read.
MATCH (c)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = $tag_id AND h.score > -1e308
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND ($grade = '' OR h.grade = $grade) AND ($subject = '' OR h.subject = $subject)
    AND ($community_id = '' OR EXISTS {
        MATCH (c)-[m:HELD]->(:Tag)
        WHERE m.group_id = $community_id
            AND m.since_run <= $run_id AND coalesce($run_id < m.until_run, true) })
    AND
    // include filtered
WITH c, count(*) AS held
WITH c, held,
    // include left_out
    AS left_out
WHERE left_out <> ''
RETURN left_out, sum(held) AS holdings, count(*) AS customers ORDER BY left_out;
