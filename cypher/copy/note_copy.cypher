// Notes how far a copy is; from the first note on the store is not whole.
// $origin  where the store that is copied lies
// $state   its state
// $part    the part that is being copied
// $place   from where on it is to be read
// Index: copy; one node.
// Example: {origin: "sqlite:///guanxi.db", state: "9f86d081", part: "customers", place: 0}
MERGE (c:Copy {only_one: 1})
SET c.origin = $origin, c.state = $state, c.part = $part, c.place = $place;
