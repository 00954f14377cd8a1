-- Who is in which group that the bank declared.
-- Index: groups' primary key; linear in the members.
SELECT m.group_id, g.name AS group_name, m.customer_no, m.role, m.load_no
FROM group_members m JOIN groups g ON g.group_id = m.group_id
WHERE m.closed_on IS NULL AND g.closed_on IS NULL;
