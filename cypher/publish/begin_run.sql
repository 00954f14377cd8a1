-- Notes a run that is being built.
-- :run_id  its number, one above the current run's
-- :as_of   the day it looks at
-- :now     the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"run_id": 3, "as_of": "2025-12-31", "now": 1767139200000}
INSERT INTO runs (run_id, as_of, started_at, fingerprint, report)
VALUES (:run_id, :as_of, :now, '', '{}');
