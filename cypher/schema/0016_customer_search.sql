-- What customers are found by: phrases of the terms in their search texts, in the order of numbers.
-- Terms have no signs of ASCII, so that this tokenizer divides them at spaces alone.
CREATE VIRTUAL TABLE customer_search USING fts5(
    search_text, content = 'customers', content_rowid = 'customer_no', tokenize = 'ascii');
INSERT INTO customer_search (customer_search) VALUES ('rebuild');
CREATE TRIGGER customer_search_insert AFTER INSERT ON customers BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.customer_no, new.search_text);
END;
CREATE TRIGGER customer_search_update AFTER UPDATE OF search_text ON customers
WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text)
    VALUES ('delete', old.customer_no, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.customer_no, new.search_text);
END;
CREATE INDEX customers_manager ON customers (relationship_manager, customer_id);
CREATE INDEX customers_branch ON customers (branch, customer_id);
-- Accounts, phones and certificates are also found by the last four letters of their numbers.
CREATE INDEX accounts_tail ON accounts (substr(account_id, -4));
CREATE INDEX identifiers_tail ON identifiers (substr(normalised, -4)) WHERE kind IN ('phone', 'id_number');
