-- One case by the id that its maker gave it.
-- :case_id  the id
-- Index: cases.case_id; one look-up.
-- Example: {"case_id": "CA-1"}
SELECT case_no, answer FROM cases WHERE case_id = :case_id;
