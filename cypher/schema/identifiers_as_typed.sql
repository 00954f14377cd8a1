-- The identifiers of the customers of some numbers, as they were typed.
-- :above  only numbers above this one
-- :up_to  the last of the numbers
-- Index: the primary key of identifiers; linear in the identifiers.
-- Example: {"above": 0, "up_to": 2000}
SELECT customer_no, kind, value FROM identifiers
WHERE :above < customer_no AND customer_no <= :up_to;
