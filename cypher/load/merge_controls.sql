-- Keeps who controls whom by what other than votes; one row a pair, basis and first day.
INSERT INTO controls (
    controller_no, controlled_no, basis, from_on, to_on, attributes, source, load_no, digest)
VALUES (
    :controller_no, :controlled_no, :basis, :from_on, :to_on, :attributes, :source, :load_no,
    :digest)
ON CONFLICT (controller_no, controlled_no, basis, ifnull(from_on, '')) DO UPDATE SET
    to_on = excluded.to_on, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = NULL;
