-- Takes the writer's lease where nobody has it, or whoever had it let it run out, by this clock.
-- :token, :work, :host, :pid  who takes it, and for what
-- :lasts                      for how many milliseconds
-- Index: the primary key; one row.
-- Example: {"token": "t1", "work": "load", "host": "h", "pid": 7, "lasts": 60000}
WITH clock AS (SELECT CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) AS now)
INSERT INTO writer (only_one, token, work, host, pid, taken_at, expires_at)
SELECT 1, :token, :work, :host, :pid, now, now + :lasts FROM clock WHERE true
ON CONFLICT (only_one) DO UPDATE SET
    token = excluded.token, work = excluded.work, host = excluded.host, pid = excluded.pid,
    taken_at = excluded.taken_at, expires_at = excluded.expires_at
WHERE writer.expires_at <= excluded.taken_at;
