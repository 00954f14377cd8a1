// Keeps derived groups; of those that are current, also the node that stands for "now".
UNWIND $rows AS row
MERGE (d:DerivedGroup {group_id: row.group_id, since_run: row.since_run})
SET d.kind = row.kind, d.head_id = row.head_id, d.head_no = row.head_no, d.size = row.size,
    d.digest = row.digest, d.until_run = row.until_run
WITH d WHERE d.until_run IS NULL
MERGE (g:Group {group_id: d.group_id})
SET g:Derived, g.kind = d.kind, g.head_id = d.head_id, g.head_no = d.head_no, g.size = d.size, g.since_run = d.since_run;
