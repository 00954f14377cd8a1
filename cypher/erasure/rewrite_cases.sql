-- Puts cases in the place of kept ones, where the erasure of a decision was made.
UPDATE cases SET title = :title, customers = :customers, answer = :answer
WHERE case_no = :case_no AND EXISTS (SELECT 1 FROM erasures WHERE decision_id = :decision_id);
