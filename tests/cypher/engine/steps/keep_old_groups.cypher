// Keeps groups as the first version of the store did.
UNWIND $rows AS row
MERGE (n:Group {group_id: row.group_id})
SET n = {
    group_id: row.group_id, name: row.name, source: row.source, load_no: row.load_no,
    digest: row.digest};
