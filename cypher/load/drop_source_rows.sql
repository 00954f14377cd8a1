-- Lets go of what sources no longer say.
DELETE FROM source_rows WHERE record = :record AND key = :key AND source = :source;
