-- By what two states of a store differ: loads, published runs, and how many overrides there are.
-- Index: none; linear in the loads, the runs and the overrides.
SELECT 'load' AS kind, load_no AS number, fingerprint AS says, started_at AS began_at,
    finished_at AS ended_at
FROM loads
UNION ALL
SELECT 'run', run_id, fingerprint, started_at, published_at FROM runs
WHERE published_at IS NOT NULL
UNION ALL
SELECT 'override', count(*), CAST(count(withdrawn_at) AS TEXT), max(made_at), max(withdrawn_at)
FROM overrides
ORDER BY kind, number;
