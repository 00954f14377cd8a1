-- The reasons of decisions that are about some tokens, or hold some words.
-- :tokens  the tokens of a customer, a JSON list; a lead's second subject holds one after a stroke
-- :words   the words, a JSON list
-- Index: the primary keys; linear in all decisions, whose reasons may say anything.
-- Example: {"tokens": "[\"0a\"]", "words": "[\"王一\"]"}
SELECT x.decision_no, x.reason,
    d.subject IN (SELECT value FROM json_each(:tokens))
        OR substr(d.other, instr(d.other, '/') + 1) IN (SELECT value FROM json_each(:tokens))
        AS is_about
FROM decision_texts x JOIN decisions d ON d.decision_no = x.decision_no
WHERE is_about OR EXISTS (SELECT 1 FROM json_each(:words) w WHERE instr(x.reason, w.value))
ORDER BY x.decision_no;
