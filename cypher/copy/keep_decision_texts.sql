-- Keeps the reasons of decisions; one that is there already stays.
INSERT INTO decision_texts (decision_no, salt, reason) VALUES (:decision_no, :salt, :reason)
ON CONFLICT (decision_no) DO NOTHING;
