// The state of the decision `d`: what the last decision about it made of it, else that in which it
// began. service/decisions/states.py says which may follow which.
coalesce(COLLECT {
    MATCH (act:Decision {about_no: d.decision_no})
    RETURN CASE act.action WHEN 'approve' THEN 'in_force' WHEN 'reject' THEN 'rejected'
        ELSE 'withdrawn' END AS made_of_it
    ORDER BY act.decision_no DESC LIMIT 1 }[0], d.begins)
