-- Keeps the normalised form of identifiers.
-- Index: the primary key of identifiers.
UPDATE identifiers SET normalised = :normalised
WHERE customer_no = :customer_no AND kind = :kind AND value = :value;
