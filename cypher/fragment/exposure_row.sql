-- What is told of the exposure `e` to the number `c` of the customer `known`.
-- :factors  by kind what part of what is not drawn counts, JSON
-- :on       the day on which it may be overdue
e.exposure_id, known.customer_id, known.name, c.customer_id AS number, ifnull(e.kind, 'other') AS kind,
e.currency,
    -- include drawn
    AS drawn,
    -- include undrawn
    AS undrawn,
e.covered,
    -- include counted
    * (
    -- include unsettled
    ) AS counted,
e.due_on, ifnull(nullif(e.status, 'normal'), 'active') AS status, e.five_class,
    -- include is_overdue
    AS overdue,
known.relationship_manager, known.branch, e.load_no
