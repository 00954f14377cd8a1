// Takes the writer's lease where nobody has it, or whoever had it let it run out.
// $token, $work, $host, $pid  who takes it, and for what
// $now, $expires_at           instants, in milliseconds since 1970
// Index: writer; one node. Writing `asked` locks it, so that two who ask do so in turn.
// Example: {token: "t1", work: "load", host: "h", pid: 7, now: 1, expires_at: 2}
MERGE (w:Writer {only_one: 1})
SET w.asked = $now
WITH w WHERE coalesce(w.expires_at, 0) <= $now
SET w.token = $token, w.work = $work, w.host = $host, w.pid = $pid, w.taken_at = $now,
    w.expires_at = $expires_at;
