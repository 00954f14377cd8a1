-- Keeps who owns which share of whom; one row an owner, an owned and a first day.
INSERT INTO ownerships (
    owner_no, owned_no, share, votes, from_on, to_on, attributes, source, load_no, digest)
VALUES (
    :owner_no, :owned_no, :share, :votes, :from_on, :to_on, :attributes, :source, :load_no,
    :digest)
ON CONFLICT (owner_no, owned_no, ifnull(from_on, '')) DO UPDATE SET
    share = excluded.share, votes = excluded.votes, to_on = excluded.to_on,
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = NULL;
