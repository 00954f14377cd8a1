-- A decision written under the next number, unless another one has it.
-- :decision_no    the number, one above that of the last decision
-- :decision_id    the id that its maker gives it
-- :subject_kind   what it is about: group, identity, lead
-- :subject        the subject, a customer by its token
-- :other          the second one, or ''
-- :action         what is decided
-- :begins         the state in which it begins: proposed, in_force
-- :body           what else it says, as JSON
-- :digest         that of what was decided on, or ''
-- :reason_hash    what stands for the reason in the chain
-- :author         who decides
-- :signed         whether somebody vouches for that
-- :now            the instant, in milliseconds since 1970
-- :about_no       the decision that this one decides on, or null
-- :previous_hash  the hash of the last decision
-- :hash           the hash of this one
INSERT INTO decisions (
    decision_no, decision_id, subject_kind, subject, other, action, begins, body, digest,
    reason_hash, author, signed, at, about_no, previous_hash, hash)
SELECT :decision_no, :decision_id, :subject_kind, :subject, :other, :action, :begins, :body,
    :digest, :reason_hash, :author, :signed, :now, :about_no, :previous_hash, :hash
WHERE NOT EXISTS (SELECT 1 FROM decisions WHERE decision_no >= :decision_no)
