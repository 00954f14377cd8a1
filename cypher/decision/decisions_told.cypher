// Decisions of some instants before one, the latest first.
// $tokens     only about a customer with one of these tokens; cases name them in the body
// $everybody  whether all are meant, whomever they are about
// $author     only by this one; '' for all
// $since      only from this instant on, in milliseconds since 1970
// $until      only before this instant
// $before_at  only before the decision of this instant
// $before_no  and this number
// $limit      at most so many
// Index: decision_at; linear in the decisions of the time.
// Example: {tokens: ["0a"], everybody: false, author: "", since: 0, until: 9000000000000,
//           before_at: 9000000000000, before_no: 1000000, limit: 50}
MATCH (d:Decision)
WHERE d.at >= datetime({epochMillis: $since}) AND d.at < datetime({epochMillis: $until})
    AND d.at <= datetime({epochMillis: $before_at})
    AND (d.at < datetime({epochMillis: $before_at}) OR d.decision_no < $before_no)
    AND ($author = '' OR d.author = $author)
    AND ($everybody OR d.subject IN $tokens OR d.other IN $tokens
        OR d.subject_kind = 'case' AND any(token IN $tokens WHERE d.body CONTAINS token))
WITH d ORDER BY d.at DESC, d.decision_no DESC LIMIT $limit
// include decision_row
ORDER BY at DESC, decision_no DESC;
