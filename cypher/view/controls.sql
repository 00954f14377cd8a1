-- Declared control that is valid on a day.
-- :on  the day on which they must be valid
-- Index: none, all rows are wanted; linear in them.
-- Example: {"on": "2025-12-31"}
SELECT controller_no, controlled_no, basis, load_no
FROM controls
WHERE closed_on IS NULL
    AND ifnull(from_on, '') <= :on AND (to_on IS NULL OR :on < to_on);
