-- The next derived groups after one, as they stand in the graph: none here.
-- :after  only ids after this one
-- :limit  at most so many
-- Index: none is needed; no row.
-- Example: {"after": "", "limit": 1000}
SELECT group_id, kind FROM derived_groups WHERE false AND group_id > :after LIMIT :limit;
