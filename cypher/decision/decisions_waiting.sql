-- Decisions of some kinds that are proposed by somebody else, the oldest first.
-- :viewer  who asks
-- :kinds   the kinds that he may sign, a JSON list
-- :after   only above this number
-- :limit   at most so many
-- Index: decisions_proposed, decisions_about; linear in what was ever proposed.
-- Example: {"viewer": "a", "kinds": "[\"group\"]", "after": 0, "limit": 50}
-- include decision_row
WHERE d.begins = 'proposed' AND d.decision_no > :after AND d.author <> :viewer
    AND d.subject_kind IN (SELECT value FROM json_each(:kinds))
    AND NOT EXISTS (SELECT 1 FROM decisions act WHERE act.about_no = d.decision_no) AND
    -- include decision_in_scope
ORDER BY d.decision_no LIMIT :limit;
