-- The payments between two accounts stand side by side: whom an account paid is found by skipping
-- from one payee to the next, whatever the payments to each.
DROP INDEX IF EXISTS transactions_from;
CREATE INDEX transactions_from ON transactions (from_no, to_no, closed_on);
DROP INDEX IF EXISTS transactions_to;
CREATE INDEX transactions_to ON transactions (to_no, from_no, closed_on);
