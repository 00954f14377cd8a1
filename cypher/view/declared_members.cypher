// Who is in which group that the bank declared.
// Index: customer_no; linear in the members.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[r:MEMBER_OF]->(g:Group)
WHERE r.load_no IS NOT NULL AND r.closed_on IS NULL AND g.closed_on IS NULL
RETURN collect(g.group_id) AS group_id, collect(g.name) AS group_name,
    collect(c.customer_no) AS customer_no, collect(coalesce(r.role, '')) AS role,
    collect(r.load_no) AS load_no;
