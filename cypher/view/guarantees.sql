-- Guarantees that are valid on a day and not void.
-- :on  the day on which they must be valid
-- Index: none, all rows are wanted; linear in them.
-- Example: {"on": "2025-12-31"}
SELECT guarantor_no, borrower_no, guarantee_id, amount, currency, load_no
FROM guarantees
WHERE closed_on IS NULL AND amount IS NOT 0
    AND ifnull(from_on, '') <= :on AND (to_on IS NULL OR :on < to_on);
