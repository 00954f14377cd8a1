-- Whether a member of the derived group `g` is in the scope in which is asked: a group with nobody
-- in it is none to who asks.
-- :run_id  the run whose members count
-- :everyone, :of_branches, :of_managers  see the fragment `in_scope`
(:everyone OR EXISTS (
    SELECT 1 FROM holdings member JOIN customers c ON c.customer_no = member.customer_no
    WHERE member.group_id = g.group_id AND member.since_run <= :run_id
        AND (member.until_run IS NULL OR :run_id < member.until_run) AND
        -- include in_scope
    ))
