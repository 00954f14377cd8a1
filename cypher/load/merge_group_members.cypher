// Keeps who the bank says belongs to which declared group; one row a group and customer.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Group {group_id: row.group_id})
MERGE (a)-[r:MEMBER_OF]->(b)
SET r = {
    role: row.role, source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
