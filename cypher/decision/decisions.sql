-- Decisions that somebody may see, his own or of some kinds in his scope, the latest first.
-- :viewer   who asks
-- :kinds    the kinds that he may see, a JSON list
-- :subject  only about this customer, group or other subject; '' for all
-- :author   only by this one; '' for all
-- :action   only this action; '' for all
-- :state    only in this state; '' for all
-- :since    only from this instant on, in milliseconds since 1970
-- :before   only below this number
-- :limit    at most so many
-- Index: the primary key, backwards, decisions_about; linear in the limit and what is passed over.
-- Example: {"viewer": "a", "kinds": "[\"group\"]", "subject": "", "author": "", "action": "",
--           "state": "", "since": 0, "before": 1000000, "limit": 50}
-- include decision_row
WHERE d.decision_no < :before AND d.at >= :since
    AND (:author = '' OR d.author = :author) AND (:action = '' OR d.action = :action)
    AND (:subject = '' OR :subject IN (d.subject, d.other)
        OR :subject IN (one.customer_id, two.customer_id))
    AND (:state = '' OR :state =
    -- include decision_state
    )
    AND (d.author = :viewer OR d.subject_kind IN (SELECT value FROM json_each(:kinds)) AND
    -- include decision_in_scope
    )
ORDER BY d.decision_no DESC LIMIT :limit;
