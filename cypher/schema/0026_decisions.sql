-- One chain of decisions: overrides become decisions as well. What is hashed names a customer by a
-- random number of its own and a reason by its hash: both lie beside the chain, so that they can be
-- erased and the chain stays whole. The hashes themselves are made by the next migration.
CREATE TABLE customer_tokens (token TEXT PRIMARY KEY, customer_id TEXT NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE decision_texts (
    decision_no INTEGER PRIMARY KEY, salt TEXT NOT NULL, reason TEXT NOT NULL);

DROP INDEX decisions_subject;
DROP INDEX decisions_other;
ALTER TABLE decisions RENAME TO decisions_before;
-- `begins` is the state in which a decision begins; later ones, which name it in about_no, move it.
-- `digest` is that of what was decided on, as it was then, where that may change.
CREATE TABLE decisions (
    decision_no INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL, other TEXT NOT NULL, action TEXT NOT NULL, begins TEXT NOT NULL,
    body TEXT NOT NULL, digest TEXT NOT NULL, reason_hash TEXT NOT NULL, author TEXT NOT NULL,
    signed INTEGER NOT NULL, at INTEGER NOT NULL, about_no INTEGER, previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL);
CREATE INDEX decisions_subject ON decisions (subject);
CREATE INDEX decisions_other ON decisions (other) WHERE other <> '';
CREATE INDEX decisions_about ON decisions (about_no) WHERE about_no IS NOT NULL;
CREATE INDEX decisions_proposed ON decisions (begins, decision_no) WHERE begins = 'proposed';
CREATE INDEX decisions_kind ON decisions (subject_kind, decision_no);

INSERT INTO customer_tokens (token, customer_id)
SELECT lower(hex(randomblob(16))), customer_id
FROM (
    SELECT subject_id AS customer_id FROM decisions_before
    UNION
    SELECT other_id FROM decisions_before WHERE other_id IS NOT NULL
    UNION
    SELECT c.customer_id FROM overrides o JOIN customers c ON c.customer_no = o.customer_no);

INSERT INTO decisions (
    decision_no, decision_id, subject_kind, subject, other, action, begins, body, digest,
    reason_hash, author, signed, at, about_no, previous_hash, hash)
SELECT d.decision_no, d.decision_id, d.subject_kind, a.token, ifnull(b.token, ''), d.action,
    d.state, d.body, '', '', d.author, 0, d.at, NULL, '', ''
FROM decisions_before d
JOIN customer_tokens a ON a.customer_id = d.subject_id
LEFT JOIN customer_tokens b ON b.customer_id = d.other_id;

INSERT INTO decision_texts (decision_no, salt, reason)
SELECT decision_no, lower(hex(randomblob(16))), reason FROM decisions_before;

-- Overrides and what withdrew them, numbered on in the order in which they were made.
CREATE TEMP TABLE acts AS
SELECT row_number() OVER (ORDER BY at, decision_id)
    + (SELECT ifnull(max(decision_no), 0) FROM decisions_before) AS decision_no, *
FROM (
    SELECT override_id AS decision_id, group_id, customer_no, decision AS action, reason, author,
        made_at AS at, NULL AS about_id
    FROM overrides
    UNION ALL
    SELECT override_id || '-withdrawn', group_id, customer_no, 'withdraw',
        ifnull(withdrawn_reason, ''), ifnull(withdrawn_by, ''), withdrawn_at, override_id
    FROM overrides WHERE withdrawn_at IS NOT NULL);

INSERT INTO decisions (
    decision_no, decision_id, subject_kind, subject, other, action, begins, body, digest,
    reason_hash, author, signed, at, about_no, previous_hash, hash)
SELECT a.decision_no, a.decision_id, 'group', a.group_id, k.token, a.action, 'in_force', '{}', '',
    '', a.author, 0, a.at,
    (SELECT made.decision_no FROM acts made WHERE made.decision_id = a.about_id), '', ''
FROM acts a
JOIN customers c ON c.customer_no = a.customer_no
JOIN customer_tokens k ON k.customer_id = c.customer_id
ORDER BY a.decision_no;

INSERT INTO decision_texts (decision_no, salt, reason)
SELECT decision_no, lower(hex(randomblob(16))), reason FROM acts;

DROP TABLE acts;
DROP TABLE decisions_before;
DROP TABLE overrides;
