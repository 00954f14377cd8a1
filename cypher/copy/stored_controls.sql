-- All rows of controls, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.controller_no AS position, controller_no.customer_id AS controller_id,
    controlled_no.customer_id AS controlled_id, x.controller_no, x.controlled_no, x.basis,
    x.from_on, x.to_on, x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM controls AS x
LEFT JOIN customers AS controller_no ON controller_no.customer_no = x.controller_no
LEFT JOIN customers AS controlled_no ON controlled_no.customer_no = x.controlled_no
WHERE x.controller_no >= :place ORDER BY x.controller_no;
