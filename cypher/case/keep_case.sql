-- Keeps a case under the next number together with the decision to keep it; nothing where another
-- decision or case has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :salt       what the title is hashed with in the chain
-- :case_no    the number, one above that of the last case
-- :title      what people call it, the reason of the decision
-- :run_id     the run that it looked at, or null
-- :model      the model that was asked
-- :customers  who was hit to begin with, JSON
-- :bank_loss  what the bank loses, as text
-- :currency   of that
-- :answer     the JSON that is answered, compressed
-- :made_at    when it was worked out, in milliseconds since 1970
-- Index: the primary keys; three rows.
-- Example: {"decision_no": 1, "decision_id": "CA-1", "subject_kind": "case", "subject": "1",
--           "other": "", "action": "keep", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "salt": "s", "case_no": 1, "title": "t", "made_at": 1,
--           "run_id": 1, "model": "threshold", "customers": "[]", "bank_loss": "0.00",
--           "currency": "CNY", "answer": ""}
-- include decision_added
    AND NOT EXISTS (SELECT 1 FROM cases WHERE case_no >= :case_no);
INSERT INTO decision_texts (decision_no, salt, reason)
SELECT decision_no, :salt, :title FROM decisions
WHERE decision_no = :decision_no AND decision_id = :decision_id
ON CONFLICT (decision_no) DO NOTHING;
INSERT INTO cases (
    case_no, case_id, title, made_at, run_id, model, customers, bank_loss, currency, answer)
SELECT :case_no, decision_id, :title, :made_at, :run_id, :model, :customers, :bank_loss, :currency,
    :answer
FROM decisions WHERE decision_no = :decision_no AND decision_id = :decision_id
ON CONFLICT (case_id) DO NOTHING;
