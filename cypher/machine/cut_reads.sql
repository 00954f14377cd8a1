-- Takes away the entries up to one and keeps their head.
-- :entry_no   the last that is taken away
-- :hash       its hash
-- :at         the instant, in milliseconds since 1970
-- :signature  what signs the head
-- Index: the primary key; linear in all that entries name.
INSERT INTO read_cuts (entry_no, hash, at, signature) VALUES (:entry_no, :hash, :at, :signature);
DELETE FROM reads WHERE entry_no <= :entry_no;
DELETE FROM read_customers WHERE entry_no <= :entry_no;
