-- Whether a store has a load or a run; a store of any version can be asked.
-- Index: none; the first row answers.
SELECT EXISTS (SELECT 1 FROM loads) OR EXISTS (SELECT 1 FROM runs) AS held;
