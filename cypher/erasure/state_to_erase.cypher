// The last run, load and case, and whether somebody holds the writer's lease now.
// Index: case_no, and the label scans of runs, loads and the writer, which are few; one row.
RETURN
    coalesce(COLLECT { MATCH (r:Run) RETURN max(r.run_id) }[0], 0) AS last_run,
    coalesce(COLLECT { MATCH (l:Load) RETURN max(l.load_no) }[0], 0) AS last_load,
    coalesce(COLLECT { MATCH (k:Case) WHERE k.case_no > 0 RETURN max(k.case_no) }[0], 0)
        AS last_case,
    EXISTS { MATCH (w:Writer {only_one: 1}) WHERE w.expires_at > timestamp() } AS is_written;
