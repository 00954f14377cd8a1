// Keeps loads, each under its number.
UNWIND $rows AS row
MERGE (l:Load {load_id: 'L' + row.load_no})
SET l.load_no = row.load_no, l.source = row.source, l.fingerprint = row.fingerprint,
    l.state = row.state, l.in_full = toBoolean(row.in_full),
    l.started_at = datetime({epochMillis: row.started_at}),
    l.writing_at = CASE WHEN row.writing_at IS NOT NULL
        THEN datetime({epochMillis: row.writing_at}) END,
    l.finished_at = CASE WHEN row.finished_at IS NOT NULL
        THEN datetime({epochMillis: row.finished_at}) END,
    l.sources = row.sources, l.files = row.files, l.counts = row.counts, l.reason = row.reason;
