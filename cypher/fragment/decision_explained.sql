-- The reason of a decision that was written, beside the chain.
-- :decision_no  its number
-- :decision_id  the id that its maker gives it
-- :salt         what the reason is hashed with in the chain
-- :reason       why
INSERT INTO decision_texts (decision_no, salt, reason)
SELECT decision_no, :salt, :reason FROM decisions
WHERE decision_no = :decision_no AND decision_id = :decision_id
ON CONFLICT (decision_no) DO NOTHING
