-- Keeps control that rests on something other than votes; one row for each controller_id,
-- controlled_id, basis and from_on.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO controls (
    controller_no, controlled_no, basis, from_on, to_on, attributes, source, load_no, digest,
    closed_on, closed_load)
VALUES (
    :controller_no, :controlled_no, :basis, :from_on, :to_on, :attributes, :source, :load_no,
    :digest, :closed_on, :closed_load)
ON CONFLICT (controller_no, controlled_no, basis, ifnull(from_on, '')) DO UPDATE SET
    to_on = excluded.to_on, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
