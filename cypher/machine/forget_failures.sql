-- Forgets the failed sign-ins under a name.
-- :name_digest  the SHA-256 of the name
-- Index: the primary key; one row.
DELETE FROM failed_sign_ins WHERE name_digest = :name_digest;
