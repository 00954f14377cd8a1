-- Keeps shares that one customer owns of another; one row for each owner_id, owned_id and from_on.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO ownerships (
    owner_no, owned_no, share, votes, from_on, to_on, attributes, source, load_no, digest,
    closed_on, closed_load)
VALUES (
    :owner_no, :owned_no, :share, :votes, :from_on, :to_on, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (owner_no, owned_no, ifnull(from_on, '')) DO UPDATE SET
    share = excluded.share, votes = excluded.votes, to_on = excluded.to_on,
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = excluded.closed_on, closed_load = excluded.closed_load;
