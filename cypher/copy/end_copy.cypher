// Notes that a copy is whole.
// Index: copy; one node.
MATCH (c:Copy {only_one: 1}) DELETE c;
