-- Keeps holdings, current and ended; one that is there already stays.
INSERT INTO holdings (
    customer_no, tag_id, subject, version, grade, score, group_id, role, digest, since_run,
    until_run, value, evidence)
SELECT
    :customer_no, :tag_id, :subject, :version, :grade, :score, :group_id, :role, :digest,
    :since_run, :until_run, :value, :evidence
WHERE NOT EXISTS (
    SELECT 1 FROM holdings
    WHERE customer_no = :customer_no AND tag_id = :tag_id AND subject = :subject
        AND since_run = :since_run);
