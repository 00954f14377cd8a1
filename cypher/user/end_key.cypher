// Ends a key.
// $key_id  the key
// $now     the instant, in milliseconds since 1970
// Index: key_id; one node.
// Example: {key_id: "k1", now: 1}
MATCH (k:Key {key_id: $key_id}) WHERE k.ended_at IS NULL
SET k.ended_at = $now;
