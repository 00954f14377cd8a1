-- Makes what counted before a run count again from another run on, and what the run brought end
-- there: nothing is erased.
-- :run_id  the run to withdraw, which is the current one
-- :by      the run from which on that counts; it has been begun
-- Index: holdings_since, holdings_until, known_as_since, known_as_until,
-- group_events_run; linear in what the run changed.
-- Example: {"run_id": 3, "by": 4}
UPDATE runs SET withdrew = :run_id WHERE run_id = :by;
INSERT INTO holdings (
    customer_no, tag_id, subject, version, grade, score, value, evidence, group_id, role, digest,
    since_run)
SELECT customer_no, tag_id, subject, version, grade, score, value, evidence, group_id, role, digest,
    :by
FROM holdings WHERE until_run = :run_id;
UPDATE holdings SET until_run = :by WHERE since_run = :run_id AND until_run IS NULL;
INSERT INTO derived_groups (group_id, kind, head_no, size, digest, since_run)
SELECT group_id, kind, head_no, size, digest, :by FROM derived_groups WHERE until_run = :run_id;
UPDATE derived_groups SET until_run = :by WHERE since_run = :run_id AND until_run IS NULL;
INSERT INTO known_as (customer_no, known_no, basis, since_at, since_run)
SELECT customer_no, known_no, basis, since_at, :by FROM known_as WHERE until_run = :run_id;
UPDATE known_as SET until_run = :by WHERE since_run = :run_id AND until_run IS NULL;
INSERT INTO group_events (group_id, kind, run_id, event, other_id, members)
SELECT group_id, kind, :by,
    CASE event
        WHEN 'formed' THEN 'ended' WHEN 'ended' THEN 'formed'
        WHEN 'joined' THEN 'left' WHEN 'left' THEN 'joined'
        WHEN 'split_into' THEN 'merged_from' WHEN 'merged_from' THEN 'split_into'
        WHEN 'split_from' THEN 'merged_into' ELSE 'split_from' END,
    other_id, members
FROM group_events WHERE run_id = :run_id;
