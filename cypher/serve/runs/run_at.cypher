// The run that was current at an instant.
// $at  the instant, in milliseconds since 1970
// Index: the label scan of runs, which are few.
// Example: {at: 1767139200000}
MATCH (r:Run) WHERE r.published_at <= datetime({epochMillis: $at})
RETURN r.run_id AS run_id ORDER BY run_id DESC LIMIT 1;
