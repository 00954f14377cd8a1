// The names of those of some groups that the bank declared, closed ones too.
// $group_ids  the groups
// Index: group_id; linear in the groups.
// Example: {group_ids: ["G1"]}
MATCH (g:Group) WHERE g.group_id IN $group_ids AND g.load_no IS NOT NULL
RETURN g.group_id AS group_id, g.name AS name ORDER BY group_id;
