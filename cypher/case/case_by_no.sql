-- One case by its number.
-- :case_no  the number
-- Index: the primary key; one look-up.
-- Example: {"case_no": 1}
SELECT case_no, answer FROM cases WHERE case_no = :case_no;
