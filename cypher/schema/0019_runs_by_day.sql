-- A day is answered by the run that looks at it or at the last day before, and not by one that was
-- withdrawn: the run that withdrew it says so.
ALTER TABLE runs ADD COLUMN withdrew INTEGER;
CREATE INDEX runs_day ON runs (as_of, published_at);
CREATE INDEX runs_withdrew ON runs (withdrew) WHERE withdrew IS NOT NULL;
