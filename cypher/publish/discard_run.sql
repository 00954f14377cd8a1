-- Undoes what a run that broke off has written.
-- :run_id  the run, which was never published
-- Index: holdings_since, holdings_until, known_as_since, known_as_until,
-- group_events_run; linear in what it wrote.
-- Example: {"run_id": 3}
DELETE FROM holdings WHERE since_run = :run_id;
UPDATE holdings SET until_run = NULL WHERE until_run = :run_id AND :run_id > 0;
DELETE FROM derived_groups WHERE since_run = :run_id;
UPDATE derived_groups SET until_run = NULL WHERE until_run = :run_id AND :run_id > 0;
DELETE FROM known_as WHERE since_run = :run_id;
UPDATE known_as SET until_run = NULL WHERE until_run = :run_id AND :run_id > 0;
DELETE FROM group_events WHERE run_id = :run_id;
DELETE FROM tag_versions WHERE first_run = :run_id;
DELETE FROM runs WHERE run_id = :run_id AND published_at IS NULL;
