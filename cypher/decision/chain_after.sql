-- Decisions after one as they are chained, in the order of their numbers.
-- :after  the number
-- :limit  at most so many
-- Index: the primary key; linear in the limit.
-- Example: {"after": 0, "limit": 1000}
-- include chained_row
WHERE d.decision_no > :after ORDER BY d.decision_no LIMIT :limit;
