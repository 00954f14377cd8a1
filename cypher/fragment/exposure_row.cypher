// What is told of the exposure `e` to the number `c` of the customer `known`.
// $factors  by kind what part of what is not drawn counts
// $on       the day on which it may be overdue
e.exposure_id AS exposure_id, known.customer_id AS customer_id, known.name AS name,
c.customer_id AS number, coalesce(e.kind, 'other') AS kind, e.currency AS currency,
    // include drawn
    AS drawn,
    // include undrawn
    AS undrawn,
e.covered AS covered,
CASE WHEN
    // include unsettled
    THEN
    // include counted
    ELSE 0.0 END AS counted,
toString(e.due_on) AS due_on, coalesce(nullIf(e.status, 'normal'), 'active') AS status,
e.five_class AS five_class,
    // include is_overdue
    AS overdue,
known.relationship_manager AS relationship_manager, known.branch AS branch, e.load_no AS load_no
