-- What the number `other` says of being approached for marketing: 1, or 0 where it refuses.
-- :today  the day on which a consent must hold
(ifnull(other.consent_until >= :today, 0) OR other.marketing_consent)
