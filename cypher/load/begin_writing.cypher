// Notes that a load begins to write.
// $load_no  the load
// $now      the instant, in milliseconds since 1970
// Index: load_id; one look-up.
// Example: {load_no: 1, now: 1767139200000}
MATCH (l:Load {load_id: 'L' + $load_no})
SET l.writing_at = datetime({epochMillis: $now});
