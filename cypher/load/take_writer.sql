-- Takes the writer's lease where nobody has it, or whoever had it let it run out.
-- :token, :work, :host, :pid  who takes it, and for what
-- :now, :expires_at           instants, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"token": "t1", "work": "load", "host": "h", "pid": 7, "now": 1, "expires_at": 2}
INSERT INTO writer (only_one, token, work, host, pid, taken_at, expires_at)
VALUES (1, :token, :work, :host, :pid, :now, :expires_at)
ON CONFLICT (only_one) DO UPDATE SET
    token = excluded.token, work = excluded.work, host = excluded.host, pid = excluded.pid,
    taken_at = excluded.taken_at, expires_at = excluded.expires_at
WHERE writer.expires_at <= :now;
