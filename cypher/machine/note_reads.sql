-- Notes reads, which are chained later.
-- :reads  what each says, a JSON list
-- Index: none; linear in the reads.
INSERT INTO noted_reads (said) SELECT value FROM json_each(:reads);
