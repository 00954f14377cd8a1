// Makes the lease of this writer last longer.
// $token       whose lease it must be
// $expires_at  until when, in milliseconds since 1970
// Index: writer; one node.
// Example: {token: "t1", expires_at: 3}
MATCH (w:Writer {only_one: 1}) WHERE w.token = $token SET w.expires_at = $expires_at;
