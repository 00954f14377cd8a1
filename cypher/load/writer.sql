-- Who may write: one row, or none where nobody does.
-- Index: the primary key; one row.
SELECT token, work, host, pid, taken_at, expires_at FROM writer WHERE only_one = 1;
