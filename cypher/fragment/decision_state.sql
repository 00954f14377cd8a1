-- The state of the decision `d`: what the last decision about it made of it, else that in which it
-- began. service/decisions/states.py says which may follow which.
coalesce((
    SELECT CASE act.action WHEN 'approve' THEN 'in_force' WHEN 'reject' THEN 'rejected'
        ELSE 'withdrawn' END
    FROM decisions act WHERE act.about_no = d.decision_no
    ORDER BY act.decision_no DESC LIMIT 1), d.begins)
