// The next derived groups after one, as they stand in the graph.
// $after  only ids after this one
// $limit  at most so many
// Index: group_id; linear in the groups passed over.
// Example: {after: "", limit: 1000}
MATCH (g:Group) WHERE g.group_id > $after AND g.load_no IS NULL
RETURN g.group_id AS group_id, g.kind AS kind ORDER BY group_id LIMIT $limit;
