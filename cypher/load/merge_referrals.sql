-- Keeps who brought whom in, and when; one row a pair and instant.
INSERT INTO referrals (
    referrer_no, referred_no, at, campaign, channel, attributes, source, load_no, digest)
VALUES (
    :referrer_no, :referred_no, :at, :campaign, :channel, :attributes, :source, :load_no,
    :digest)
ON CONFLICT (referrer_no, referred_no, at) DO UPDATE SET
    campaign = excluded.campaign, channel = excluded.channel, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = NULL;
