// The copy that this store is to become, where it is not whole yet.
// Index: copy; one node.
MATCH (c:Copy {only_one: 1})
RETURN c.origin AS origin, c.state AS state, c.part AS part, c.place AS place;
