-- Published runs to which what stands for "now" was not brought yet: none on this engine.
-- Index: none is needed; no row.
SELECT run_id FROM runs WHERE false;
