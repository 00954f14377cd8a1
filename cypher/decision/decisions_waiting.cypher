// Decisions of some kinds that are proposed by somebody else, the oldest first.
// $viewer  who asks
// $kinds   the kinds that he may sign
// $after   only above this number
// $limit   at most so many
// Index: decided_begins, decided_about; linear in what was ever proposed.
// Example: {viewer: "a", kinds: ["group"], after: 0, limit: 50}
MATCH (d:Decision {begins: 'proposed'}) WHERE d.decision_no > $after AND d.author <> $viewer
    AND d.subject_kind IN $kinds
    AND NOT EXISTS { MATCH (:Decision {about_no: d.decision_no}) } AND
    // include decision_in_scope
WITH d ORDER BY d.decision_no LIMIT $limit
// include decision_row
ORDER BY decision_no;
