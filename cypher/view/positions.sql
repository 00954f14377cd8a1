-- Offices that are held on a day.
-- :on  the day on which they must be valid
-- Index: none, all rows are wanted; linear in them.
-- Example: {"on": "2025-12-31"}
SELECT person_no, company_no, role, load_no
FROM positions
WHERE closed_on IS NULL
    AND ifnull(from_on, '') <= :on AND (to_on IS NULL OR :on < to_on);
