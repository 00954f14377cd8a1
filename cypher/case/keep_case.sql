-- Keeps a case under the next number; twice under one id is once.
-- :case_id    the id that its maker gives it
-- :title      what people call it
-- :run_id     the run that it looked at, or null
-- :model      the model that was asked
-- :customers  who was hit to begin with, JSON
-- :bank_loss  what the bank loses, as text
-- :currency   of that
-- :answer     the JSON that is answered, compressed
-- :now        the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"case_id": "CA-1", "title": "t", "run_id": 1, "model": "threshold", "customers": "[]",
--           "bank_loss": "0.00", "currency": "CNY", "answer": "", "now": 1}
INSERT OR IGNORE INTO cases (
    case_no, case_id, title, made_at, run_id, model, customers, bank_loss, currency, answer)
SELECT ifnull(max(case_no), 0) + 1, :case_id, :title, :now, :run_id, :model, :customers, :bank_loss,
    :currency, :answer
FROM cases;
