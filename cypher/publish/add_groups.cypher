// Adds derived groups that count from a run on; one that this run has already added stays one.
UNWIND $rows AS row
MERGE (g:DerivedGroup {group_id: row.group_id, since_run: row.since_run})
SET g.kind = row.kind, g.head_id = row.head_id, g.head_no = row.head_no, g.size = row.size,
    g.digest = row.digest, g.until_run = row.until_run;
