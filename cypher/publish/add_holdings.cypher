// Adds holdings that count from a run on; one that this run has already added stays one.
UNWIND $rows AS row
MATCH (c:Customer {customer_id: row.customer_id})
MATCH (t:Tag {tag_id: row.tag_id})
MERGE (c)-[h:HELD {since_run: row.since_run, tag_id: row.tag_id, subject: row.subject}]->(t)
SET h.version = row.version, h.grade = row.grade, h.score = row.score, h.value = row.value,
    h.evidence = row.evidence, h.group_id = row.group_id, h.role = row.role,
    h.digest = row.digest, h.customer_no = row.customer_no, h.until_run = row.until_run;
