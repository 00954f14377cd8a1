-- Customers are found by more than part of their names: the index by three letters goes, and what a
-- customer was called in earlier loads is kept, a line each.
DROP TRIGGER IF EXISTS customer_search_insert;
DROP TRIGGER IF EXISTS customer_search_update;
DROP TABLE IF EXISTS customer_search;
ALTER TABLE customers ADD COLUMN earlier_names TEXT;
