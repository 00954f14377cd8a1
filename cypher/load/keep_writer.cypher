// Makes the lease of this writer last longer, from now on by this clock.
// $token  whose lease it must be
// $lasts  for how many milliseconds
// Index: writer; one node.
// Example: {token: "t1", lasts: 60000}
MATCH (w:Writer {only_one: 1}) WHERE w.token = $token SET w.expires_at = timestamp() + $lasts;
