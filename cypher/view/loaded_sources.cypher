// The sources in the order of their first loads, and that in which the last load merged them.
// Index: the label scan of loads, which are few.
OPTIONAL MATCH (d:Load) WHERE d.state = 'done' AND d.writing_at IS NOT NULL
WITH d ORDER BY d.load_no DESC LIMIT 1
MATCH (l:Load)
WITH l.source AS source, min(l.load_no) AS first, coalesce(d.sources, '[]') AS merged
RETURN source, merged ORDER BY first;
