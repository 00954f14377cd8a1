-- The decision `d`: its subjects by their ids, its reason and its state; of what was erased '' is
-- told, and the number that stands for a customer.
SELECT d.decision_no, d.decision_id, d.subject_kind, coalesce(one.customer_id, d.subject) AS subject,
    coalesce(two.customer_id, d.other) AS other, d.action,
    -- include decision_state
    AS state, d.begins, d.body, d.digest, coalesce(x.reason, '') AS reason, d.author, d.signed,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch') AS at, d.about_no, d.previous_hash,
    d.hash
FROM decisions d
LEFT JOIN customer_tokens one ON one.token = d.subject
LEFT JOIN customer_tokens two ON two.token = d.other
LEFT JOIN decision_texts x ON x.decision_no = d.decision_no
