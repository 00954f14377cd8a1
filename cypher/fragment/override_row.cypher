// The override `d` of the customer `c`, with what withdrew it and whether its group is there.
OPTIONAL MATCH (x:DecisionText {decision_no: d.decision_no})
OPTIONAL MATCH (w:Decision {about_no: d.decision_no}) WHERE w.action = 'withdraw'
OPTIONAL MATCH (why:DecisionText {decision_no: w.decision_no})
RETURN d.decision_id AS override_id, d.decision_no AS decision_no, d.subject AS group_id,
    EXISTS { MATCH (g:DerivedGroup {group_id: d.subject})
             WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true) }
        OR EXISTS { MATCH (g:Group {group_id: d.subject})
                    WHERE g.load_no IS NOT NULL AND g.closed_on IS NULL } AS group_current,
    c.customer_id AS customer_id, c.name AS name, d.action AS decision,
    // include decision_state
    AS state, d.signed AS signed, coalesce(x.reason, '') AS reason, d.author AS author,
    d.at AS made_at, w.at AS withdrawn_at, w.author AS withdrawn_by,
    why.reason AS withdrawn_reason
