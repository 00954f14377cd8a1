-- The leads of one tag in a run, in some states, the highest scores first; in scope.
-- :tag_id                the tag
-- :states                only in these states, a JSON list
-- :relationship_manager  only customers of this manager; '' for all
-- :run_id                the run
-- :after_score           only after this score, id and subject: 1e308, '' and '' to begin with
-- :after_id              see above
-- :after_subject         see above
-- :limit                 at most so many
-- Index: holdings_tag, from the score on, customer_tokens, decisions_subject; linear in the limit
--        (and in what is passed over).
-- Example: {"tag_id": "group_gap", "states": "[\"new\"]", "relationship_manager": "", "run_id": 1,
--           "after_score": 1e308, "after_id": "", "after_subject": "", "limit": 50}
-- include lead_row
    AND h.tag_id = :tag_id AND h.score <= :after_score
    AND (h.score < :after_score OR (c.customer_id, h.subject) > (:after_id, :after_subject))
    AND (:relationship_manager = '' OR c.relationship_manager = :relationship_manager)
    AND
    -- include lead_state
    IN (SELECT value FROM json_each(:states))
ORDER BY h.score DESC, c.customer_id, h.subject LIMIT :limit;
