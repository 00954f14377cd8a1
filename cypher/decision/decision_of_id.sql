-- One decision by the id that its maker gave it.
-- :decision_id  the id
-- Index: decisions.decision_id; one look-up.
-- Example: {"decision_id": "D-1"}
-- include decision_row
WHERE d.decision_id = :decision_id;
