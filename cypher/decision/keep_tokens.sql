-- Keeps a token for a customer that has none; of nobody, or whoever was erased, none is kept.
INSERT INTO customer_tokens (token, customer_id)
SELECT :token, customer_id FROM customers WHERE customer_id = :customer_id
ON CONFLICT (customer_id) DO NOTHING;
