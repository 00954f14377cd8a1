-- Whether the decision that comes with a change was written.
-- :decision_no  its number
-- :decision_id  the id that its maker gives it
EXISTS (SELECT 1 FROM decisions WHERE decision_no = :decision_no AND decision_id = :decision_id)
