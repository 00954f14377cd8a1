-- Up to which day a consent to marketing that was given for a time holds, whatever
-- marketing_consent says.
ALTER TABLE customers ADD COLUMN consent_until TEXT;
