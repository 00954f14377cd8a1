-- By what two states of a store differ: loads, published runs, how many decisions and cases.
-- Index: none; linear in the loads, the runs and the decisions.
SELECT 'load' AS kind, load_no AS number, fingerprint AS says, started_at AS began_at,
    finished_at AS ended_at
FROM loads
UNION ALL
SELECT 'run', run_id, fingerprint, started_at, published_at FROM runs
WHERE published_at IS NOT NULL
UNION ALL
SELECT 'decision', count(*), CAST((SELECT count(*) FROM decision_texts) AS TEXT), max(at), NULL
FROM decisions
UNION ALL
SELECT 'case', count(*), '', max(made_at), NULL FROM cases
ORDER BY kind, number;
