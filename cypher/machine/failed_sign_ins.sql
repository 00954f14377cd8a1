-- The failed sign-ins under a name.
-- :name_digest  the SHA-256 of the name
-- Index: the primary key; one look-up.
SELECT failures, locked_until FROM failed_sign_ins WHERE name_digest = :name_digest;
