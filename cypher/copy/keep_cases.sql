-- Keeps cases under their numbers; one that is there already stays.
INSERT INTO cases (
    case_no, case_id, title, made_at, run_id, model, customers, bank_loss, currency, answer)
VALUES (
    :case_no, :case_id, :title, :made_at, :run_id, :model, :customers, :bank_loss, :currency,
    :answer)
ON CONFLICT (case_no) DO NOTHING;
