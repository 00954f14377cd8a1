// Keeps holdings; of those that are current, also TAGGED and MEMBER_OF, which stand for "now".
UNWIND $rows AS row
MATCH (c:Customer {customer_id: row.customer_id})
MATCH (t:Tag {tag_id: row.tag_id})
MERGE (c)-[h:HELD {since_run: row.since_run, tag_id: row.tag_id, subject: row.subject}]->(t)
SET h.version = row.version, h.grade = row.grade, h.score = row.score, h.value = row.value,
    h.evidence = row.evidence, h.group_id = row.group_id, h.role = row.role,
    h.digest = row.digest, h.customer_no = row.customer_no, h.until_run = row.until_run
WITH c, h, t WHERE h.until_run IS NULL
MERGE (c)-[x:TAGGED {digest: h.digest}]->(t)
SET x.subject = h.subject, x.version = h.version, x.grade = h.grade, x.score = h.score,
    x.since_run = h.since_run
WITH c, h WHERE h.group_id IS NOT NULL
MATCH (g:Group {group_id: h.group_id})
MERGE (c)-[m:MEMBER_OF {since_run: h.since_run}]->(g)
SET m.role = h.role;
