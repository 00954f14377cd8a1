-- What the bank knows of organisations: earlier names, legal forms, owners, addresses, staff.
ALTER TABLE customers ADD COLUMN former_name TEXT;
ALTER TABLE customers ADD COLUMN legal_form TEXT;
ALTER TABLE customers ADD COLUMN ownership_type TEXT;
ALTER TABLE customers ADD COLUMN registered_address TEXT;
ALTER TABLE customers ADD COLUMN employees INTEGER;
