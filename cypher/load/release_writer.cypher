// Gives the lease back, if this writer still has it.
// $token  whose lease it must be
// Index: writer; one node.
// Example: {token: "t1"}
MATCH (w:Writer {only_one: 1}) WHERE w.token = $token DELETE w;
