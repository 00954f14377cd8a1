// Who may write: one row, or none where nobody does.
// Index: writer; one node.
MATCH (w:Writer {only_one: 1}) WHERE w.token IS NOT NULL
RETURN w.token AS token, w.work AS work, w.host AS host, w.pid AS pid, w.taken_at AS taken_at,
    w.expires_at AS expires_at;
