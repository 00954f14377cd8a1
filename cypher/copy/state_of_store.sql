-- By what two states of a store differ: loads, published runs, how much else was kept.
-- Index: none; linear in what it counts, which is little.
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
UNION ALL
SELECT 'user', count(*), CAST(ifnull(sum(version), 0) AS TEXT), max(made_at), max(ended_at) FROM users
UNION ALL
SELECT 'key', count(*), CAST(count(ended_at) AS TEXT), max(made_at), max(ended_at) FROM keys
ORDER BY kind, number;
