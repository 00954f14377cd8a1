-- Keeps a token for a customer that has none.
INSERT INTO customer_tokens (token, customer_id) VALUES (:token, :customer_id)
ON CONFLICT (customer_id) DO NOTHING;
