-- Phones, addresses, devices and the like that say something, and who uses them.
-- Index: none, all rows are wanted; linear in them.
SELECT customer_no, kind, value, normalised, blocked, load_no FROM identifiers
WHERE closed_on IS NULL AND normalised <> '';
