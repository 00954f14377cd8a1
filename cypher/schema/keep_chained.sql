-- Keeps the hashes of a decision.
UPDATE decisions
SET reason_hash = :reason_hash, previous_hash = :previous_hash, hash = :hash
WHERE decision_no = :decision_no;
