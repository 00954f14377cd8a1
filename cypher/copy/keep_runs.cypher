// Keeps published runs. What stands for "now" has come with the holdings: none of them waits.
UNWIND $rows AS row
MERGE (r:Run {run_id: row.run_id})
SET r.as_of = date(row.as_of), r.started_at = datetime({epochMillis: row.started_at}),
    r.published_at = datetime({epochMillis: row.published_at}), r.tagged_at = r.published_at,
    r.fingerprint = row.fingerprint, r.report = row.report, r.withdrew = row.withdrew;
