-- Decisions of some instants before one, the latest first.
-- :tokens     only about a customer with one of these tokens, a JSON list; cases name them in the body
-- :everybody  whether all are meant, whomever they are about
-- :author     only by this one; '' for all
-- :since      only from this instant on, in milliseconds since 1970
-- :until      only before this instant
-- :before_at  only before the decision of this instant
-- :before_no  and this number
-- :limit      at most so many
-- Index: decisions_at; linear in the limit and what is passed over.
-- Example: {"tokens": "[\"0a\"]", "everybody": 0, "author": "", "since": 0, "until": 9000000000000,
--           "before_at": 9000000000000, "before_no": 1000000, "limit": 50}
-- include decision_row
WHERE d.at >= :since AND d.at < :until AND d.at <= :before_at
    AND (d.at < :before_at OR d.decision_no < :before_no)
    AND (:author = '' OR d.author = :author)
    AND (:everybody OR d.subject IN (SELECT value FROM json_each(:tokens))
        OR d.other IN (SELECT value FROM json_each(:tokens))
        OR d.subject_kind = 'case' AND EXISTS (
            SELECT 1 FROM json_each(:tokens) token WHERE instr(d.body, token.value)))
ORDER BY d.at DESC, d.decision_no DESC LIMIT :limit;
