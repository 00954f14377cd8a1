-- Whom some tokens stand for; of a customer that was erased nothing comes.
-- :tokens  the tokens, a JSON list
-- Index: customer_tokens, the primary key; linear in the tokens.
-- Example: {"tokens": "[\"0a\"]"}
SELECT customer_id, token FROM customer_tokens
WHERE token IN (SELECT value FROM json_each(:tokens)) ORDER BY token;
