-- Every case.
-- :place  from this number on
-- Index: the primary key; linear in the cases.
-- Example: {"place": 0}
SELECT case_no AS position,
    case_no, case_id, title, made_at, run_id, model, customers, bank_loss, currency, answer
FROM cases WHERE case_no >= :place ORDER BY case_no;
