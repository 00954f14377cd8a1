// Keeps loads, each under its number.
UNWIND $rows AS row
MERGE (l:Load {fingerprint: row.fingerprint})
SET l.load_no = row.load_no, l.load_id = 'L' + row.load_no, l.source = row.source,
    l.started_at = datetime({epochMillis: row.started_at}),
    l.finished_at = CASE WHEN row.finished_at IS NOT NULL
        THEN datetime({epochMillis: row.finished_at}) END,
    l.counts = row.counts;
