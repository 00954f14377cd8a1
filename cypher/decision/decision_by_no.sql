-- One decision that somebody may see: his own, or of some kinds in his scope.
-- :decision_no  the number
-- :viewer       who asks
-- :kinds        the kinds that he may see, a JSON list
-- Index: the primary key; one look-up.
-- Example: {"decision_no": 1, "viewer": "a", "kinds": "[\"group\"]"}
-- include decision_row
WHERE d.decision_no = :decision_no
    AND (d.author = :viewer OR d.subject_kind IN (SELECT value FROM json_each(:kinds)) AND
    -- include decision_in_scope
    );
