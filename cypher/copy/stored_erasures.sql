-- Every erasure.
-- Index: none, all rows are wanted; linear in the erasures.
SELECT erased_id, customer_no, decision_id, certificate, at FROM erasures;
