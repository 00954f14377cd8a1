-- All secrets.
-- Index: none, all rows are wanted; they are few.
SELECT name, value FROM secrets;
