// One secret by its name.
// $name  the name
// Index: secret; one node.
// Example: {name: "opaque_ids"}
MATCH (s:Secret {name: $name}) RETURN s.value AS value;
