-- What the last verification of all chains found.
-- Index: the primary key; one row.
SELECT at, entries, broken FROM verified;
