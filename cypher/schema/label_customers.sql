-- Gives the customers of some numbers the label of their kind: nothing here.
-- :above  only numbers above this one
-- :up_to  the last of the numbers
-- Index: none is needed; no row.
-- Example: {"above": 0, "up_to": 5000}
SELECT :above, :up_to WHERE false;
