-- What each source says of a customer, where several speak of it or it gave consents.
-- :customer_id  the customer
-- Index: source_rows_key; linear in the sources.
-- Example: {"customer_id": "P1"}
SELECT source, said FROM source_rows WHERE record = 'customers' AND key = :customer_id
ORDER BY source;
