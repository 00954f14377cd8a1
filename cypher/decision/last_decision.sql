-- The head of the chain; no row where nothing was decided.
-- Index: the primary key; one look-up.
SELECT decision_no, hash FROM decisions ORDER BY decision_no DESC LIMIT 1;
