-- Whether a member of the declared group `g` is in the scope in which is asked: a group with nobody
-- in it is none to who asks.
-- :everyone, :of_branches, :of_managers  see the fragment `in_scope`
(:everyone OR EXISTS (
    SELECT 1 FROM group_members member JOIN customers c ON c.customer_no = member.customer_no
    WHERE member.group_id = g.group_id AND member.closed_on IS NULL AND
        -- include in_scope
    ))
