-- Keeps the customers that hold an account; one row for each account_id and customer_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO account_holders (
    account_no, customer_no, role, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :account_no, :customer_no, :role, :attributes, :source, :load_no, :digest, :closed_on,
    :closed_load)
ON CONFLICT (account_no, customer_no) DO UPDATE SET
    role = excluded.role, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
