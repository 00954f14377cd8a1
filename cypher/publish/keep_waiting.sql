-- Keeps a run that is built until it is published or superseded: nothing of it is visible.
-- :run_id       the run
-- :fingerprint  the fingerprint of the graph it was derived from
-- :report       what it stands on and what it found, as JSON
-- Index: the primary key; one row.
-- Example: {"run_id": 3, "fingerprint": "f", "report": "{}"}
UPDATE runs SET fingerprint = :fingerprint, report = :report
WHERE run_id = :run_id AND published_at IS NULL;
