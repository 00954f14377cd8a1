-- Counts a failed sign-in, and forgets those of the day before.
-- :name_digest  the SHA-256 of the name
-- :now          the instant, in milliseconds since 1970
-- :free         the failure in a row from which on the name is locked
-- :locked       for how long at first, in milliseconds; twice as long after each further one
-- :most         for how long at most
-- :since        failures before that are forgotten
-- Index: failed_sign_ins_at and the primary key; one row, and those that are forgotten.
DELETE FROM failed_sign_ins WHERE failed_at < :since;
INSERT INTO failed_sign_ins (name_digest, failures, failed_at, locked_until)
VALUES (:name_digest, 1, :now, 0)
ON CONFLICT (name_digest) DO UPDATE SET
    failures = failures + 1,
    failed_at = :now,
    -- No shift is so long that it would leave 63 bits.
    locked_until = CASE WHEN failures + 1 < :free THEN 0
        ELSE :now + min(:most, :locked << min(failures + 1 - :free, 20)) END;
