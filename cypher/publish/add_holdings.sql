-- Adds holdings that count from a run on.
INSERT INTO holdings (
    customer_no, tag_id, subject, version, grade, score, value, evidence, group_id, role, digest,
    since_run)
VALUES (
    :customer_no, :tag_id, :subject, :version, :grade, :score, :value, :evidence, :group_id, :role,
    :digest, :since_run);
