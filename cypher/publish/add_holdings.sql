-- Adds holdings that count from a run on, and until another where that is known.
INSERT INTO holdings (
    customer_no, tag_id, subject, version, grade, score, value, evidence, group_id, role, digest,
    since_run, until_run)
VALUES (
    :customer_no, :tag_id, :subject, :version, :grade, :score, :value, :evidence, :group_id, :role,
    :digest, :since_run, :until_run);
