// Takes the writer's lease where nobody has it, or whoever had it let it run out, by this clock.
// $token, $work, $host, $pid  who takes it, and for what
// $lasts                      for how many milliseconds
// Index: writer; one node. Writing `asked` locks it, so that two who ask do so in turn.
// Example: {token: "t1", work: "load", host: "h", pid: 7, lasts: 60000}
MERGE (w:Writer {only_one: 1})
SET w.asked = timestamp()
WITH w WHERE coalesce(w.expires_at, 0) <= timestamp()
SET w.token = $token, w.work = $work, w.host = $host, w.pid = $pid, w.taken_at = timestamp(),
    w.expires_at = timestamp() + $lasts;
