-- Adds entries after the head of the chain, unless another process has added some: then nothing.
-- :head       the last entry that was seen, 0 where there is none
-- :noted      the last noted read that is among the entries
-- :entries    the entries, a JSON list: entry_no, said, hash, customers (their tokens)
-- :last_hash  the hash of the last of them
-- Index: the primary keys; linear in the entries and the customers they name.
INSERT INTO reads (entry_no, said, hash)
SELECT value ->> '$.entry_no', value ->> '$.said', value ->> '$.hash' FROM json_each(:entries)
WHERE max((SELECT ifnull(max(entry_no), 0) FROM reads),
    (SELECT ifnull(max(entry_no), 0) FROM read_cuts)) = :head;
INSERT INTO read_customers (token, entry_no)
SELECT DISTINCT customer.value, entry.value ->> '$.entry_no'
FROM json_each(:entries) AS entry, json_each(entry.value, '$.customers') AS customer
WHERE EXISTS (SELECT 1 FROM reads WHERE hash = :last_hash
    AND entry_no = (SELECT max(entry_no) FROM reads))
ON CONFLICT DO NOTHING;
DELETE FROM noted_reads WHERE noted_no <= :noted AND EXISTS (
    SELECT 1 FROM reads WHERE hash = :last_hash
        AND entry_no = (SELECT max(entry_no) FROM reads));
