-- Makes a run the current one, with the decision of somebody to do so. Nothing where another decision
-- has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now          the instant, in milliseconds since 1970
-- :salt         what the reason is hashed with in the chain
-- :reason       why
-- :run_id       the run
-- :fingerprint  the fingerprint of the graph it was derived from
-- :report       what it stands on and what it found, as JSON
-- Index: the primary keys; three rows.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "run", "subject": "3",
--           "other": "", "action": "publish", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "salt": "s", "reason": "r", "run_id": 3,
--           "fingerprint": "f", "report": "{}"}
-- include decision_added
;
-- include decision_explained
;
UPDATE runs SET published_at = :now, fingerprint = :fingerprint, report = :report
WHERE run_id = :run_id AND
-- include is_decided
;
