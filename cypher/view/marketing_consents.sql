-- Open customers who say whether they may be approached for marketing.
-- :today  the day on which a consent must hold
-- Index: none, all rows are wanted; linear in the customers.
-- Example: {"today": "2025-12-31"}
SELECT customer_no, (ifnull(consent_until >= :today, 0) OR marketing_consent) AS consents
FROM customers
WHERE closed_on IS NULL AND (marketing_consent IS NOT NULL OR consent_until >= :today);
