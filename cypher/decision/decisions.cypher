// Decisions that somebody may see, his own or of some kinds in his scope, the latest first.
// $viewer   who asks
// $kinds    the kinds that he may see
// $subject  only about this customer, group or other subject; '' for all
// $author   only by this one; '' for all
// $action   only this action; '' for all
// $state    only in this state; '' for all
// $since    only from this instant on, in milliseconds since 1970
// $before   only below this number
// $limit    at most so many
// Index: decision_no, decided_about; linear in the limit and what is passed over.
// Example: {viewer: "a", kinds: ["group"], subject: "", author: "", action: "", state: "", since: 0,
//           before: 1000000, limit: 50}
MATCH (d:Decision) WHERE d.decision_no < $before AND d.at.epochMillis >= $since
    AND ($author = '' OR d.author = $author) AND ($action = '' OR d.action = $action)
    AND ($subject = '' OR $subject IN [d.subject, d.other]
        OR EXISTS { MATCH (about:CustomerToken {customer_id: $subject})
                    WHERE about.token IN [d.subject, d.other] })
    AND ($state = '' OR $state =
    // include decision_state
    )
    AND (d.author = $viewer OR d.subject_kind IN $kinds AND
    // include decision_in_scope
    )
WITH d ORDER BY d.decision_no DESC LIMIT $limit
// include decision_row
ORDER BY decision_no DESC;
