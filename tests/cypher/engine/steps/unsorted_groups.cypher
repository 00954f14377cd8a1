// The next groups without a kind.
MATCH (g:Group) WHERE g.kind IS NULL RETURN g.group_id AS group_id ORDER BY group_id LIMIT $limit;
