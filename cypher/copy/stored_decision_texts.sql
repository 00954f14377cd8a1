-- The reasons of decisions, of those that were not erased.
-- :place  from this number on
-- Index: the primary key; linear in the decisions.
-- Example: {"place": 0}
SELECT decision_no AS position, decision_no, salt, reason
FROM decision_texts WHERE decision_no >= :place ORDER BY decision_no;
