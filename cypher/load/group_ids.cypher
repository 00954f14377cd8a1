// The id of every group that the bank itself declares, all in the first window.
// Index: the label scan of groups, which are few; linear in them.
// Example: {low: 0, high: 10000}
MATCH (g:Group) WHERE $low = 0 AND $high > 0 AND g.load_no IS NOT NULL
RETURN collect(g.group_id) AS group_id;
