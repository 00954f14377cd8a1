-- By what two states of a store differ: loads, published runs, how many overrides, decisions, cases.
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
UNION ALL
SELECT 'decision', count(*), '', max(at), NULL FROM decisions
UNION ALL
SELECT 'case', count(*), '', max(made_at), NULL FROM cases
ORDER BY kind, number;
