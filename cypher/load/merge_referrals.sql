-- Keeps customers that another customer brought in; one row for each referrer_id, referred_id and
-- at.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO referrals (
    referrer_no, referred_no, at, campaign, channel, attributes, source, load_no, digest, closed_on,
    closed_load)
VALUES (
    :referrer_no, :referred_no, :at, :campaign, :channel, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (referrer_no, referred_no, at) DO UPDATE SET
    campaign = excluded.campaign, channel = excluded.channel, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = excluded.closed_on, closed_load = excluded.closed_load;
