-- Makes a run the current one.
-- :run_id       the run
-- :now          the instant, in milliseconds since 1970
-- :fingerprint  the fingerprint of the graph it was derived from
-- :report       what it stands on and what it found, as JSON
-- Index: the primary key; one row.
-- Example: {"run_id": 3, "now": 1767139200000, "fingerprint": "f", "report": "{}"}
UPDATE runs SET published_at = :now, fingerprint = :fingerprint, report = :report
WHERE run_id = :run_id;
