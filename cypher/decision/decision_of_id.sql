-- One decision by the id that its maker gave it.
-- :decision_id  the id
-- Index: decisions.decision_id; one look-up.
-- Example: {"decision_id": "D-1"}
SELECT d.decision_no, d.subject_kind, d.subject_id, d.other_id, d.action, d.state, d.body, d.reason,
    d.author, strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch') AS at
FROM decisions d WHERE d.decision_id = :decision_id;
