-- Keeps erasures under the new ids; one that is there already stays.
INSERT INTO erasures (erased_id, customer_no, decision_id, certificate, at)
VALUES (:erased_id, :customer_no, :decision_id, :certificate, :at)
ON CONFLICT (erased_id) DO NOTHING;
