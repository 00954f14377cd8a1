-- All rows of ownerships, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.owner_no AS position, owner_no.customer_id AS owner_id, owned_no.customer_id AS owned_id,
    x.owner_no, x.owned_no, x.share, x.votes, x.from_on, x.to_on, x.attributes, x.source, x.load_no,
    x.digest, x.closed_on, x.closed_load
FROM ownerships AS x
LEFT JOIN customers AS owner_no ON owner_no.customer_no = x.owner_no
LEFT JOIN customers AS owned_no ON owned_no.customer_no = x.owned_no
WHERE x.owner_no >= :place ORDER BY x.owner_no;
