// A day is answered by the run that looks at it or at the last day before, and not by one that was
// withdrawn: the run that withdrew it says so.
CREATE INDEX run_as_of IF NOT EXISTS FOR (r:Run) ON (r.as_of);
CREATE INDEX run_withdrew IF NOT EXISTS FOR (r:Run) ON (r.withdrew);
CALL db.awaitIndexes(86400);
