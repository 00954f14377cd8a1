// What the number `other` says of being approached for marketing: false where it refuses.
// $today  the day on which a consent must hold
(coalesce(other.consent_until >= $today, false) OR other.marketing_consent)
