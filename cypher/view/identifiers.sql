-- Phones, addresses, devices and the like, and who uses them.
-- Index: none, all rows are wanted; linear in them.
SELECT customer_no, kind, value, blocked, load_no FROM identifiers WHERE closed_on IS NULL;
