-- Notes that loads which are said to run do not: they were killed.
-- Index: none; linear in the loads, which are few.
UPDATE loads SET state = 'failed', reason = 'killed' WHERE state = 'running';
