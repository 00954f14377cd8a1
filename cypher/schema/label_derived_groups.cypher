// Gives derived groups their label, the number of their head, and a name: title and head.
UNWIND $rows AS row
MATCH (g:Group {group_id: row.group_id})
MATCH (c:Customer {customer_id: g.head_id})
SET g:Derived, g.head_no = c.customer_no, g.name = row.title + '·' + c.name;
