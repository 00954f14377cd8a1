// Published runs, those published last first.
// $before_at   only runs published before this instant, in milliseconds since 1970, ...
// $before_run  ... or at it, with a number below this one
// $limit       at most so many
// Index: the label scan of runs, which are few.
// Example: {before_at: 4000000000000, before_run: 0, limit: 50}
MATCH (r:Run)
WITH r, datetime({epochMillis: $before_at}) AS before_at
WHERE r.published_at < before_at OR r.published_at = before_at AND r.run_id < $before_run
RETURN r.run_id AS run_id, r.as_of AS as_of, r.started_at AS started_at,
    r.published_at AS published_at, r.fingerprint AS fingerprint, r.report AS report
ORDER BY published_at DESC, run_id DESC LIMIT $limit;
